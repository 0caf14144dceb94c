package io.pilsim.engine;

import java.nio.charset.StandardCharsets;

/**
 * From a name, a seed and a replication to the generator of a random stream: the same on every
 * machine, and in a state as good as unrelated whenever any of the three differs.
 *
 * <p>Source: FNV-1a of 64 bits (draft-eastlake-fnv) for the name; the SplitMix64 sequence (Steele,
 * Lea, Flood: Fast splittable pseudorandom number generators, OOPSLA 2014) for the rest.
 */
final class StreamSeed {
  private static final long FNV_OFFSET_BASIS = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private StreamSeed() {}

  static Xoshiro256 generator(String name, long seed, int replication) {
    long from = splitMix(fnv1a(name), 1);
    from = splitMix(from ^ splitMix(seed, 1), 1);
    from = splitMix(from ^ splitMix(replication, 1), 1);
    return new Xoshiro256(
        splitMix(from, 1), splitMix(from, 2), splitMix(from, 3), splitMix(from, 4));
  }

  static long fnv1a(String text) {
    long hash = FNV_OFFSET_BASIS;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ Byte.toUnsignedLong(b)) * FNV_PRIME;
    }
    return hash;
  }

  /** The number at that position, from 1, of the sequence that begins with that seed. */
  static long splitMix(long seed, int position) {
    long z = seed + position * GOLDEN_GAMMA;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
