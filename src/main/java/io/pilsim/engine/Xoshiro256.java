package io.pilsim.engine;

import java.util.random.RandomGenerator;

/**
 * The generator xoshiro256++, state and all. The JDK has it too, but not one that can be put into a
 * given state on every release: most of 17 lose the greater part of a seed of bytes (JDK-8282144).
 *
 * <p>Source: D. Blackman, S. Vigna, Scrambled linear pseudorandom number generators, ACM TOMS 47
 * (2021).
 */
final class Xoshiro256 implements RandomGenerator {
  private long s0;
  private long s1;
  private long s2;
  private long s3;

  /** Starts in that state, of which one word at least is not 0. */
  Xoshiro256(long s0, long s1, long s2, long s3) {
    this.s0 = s0;
    this.s1 = s1;
    this.s2 = s2;
    this.s3 = s3;
  }

  @Override
  public long nextLong() {
    long result = Long.rotateLeft(s0 + s3, 23) + s0;
    long shifted = s1 << 17;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= shifted;
    s3 = Long.rotateLeft(s3, 45);
    return result;
  }
}
