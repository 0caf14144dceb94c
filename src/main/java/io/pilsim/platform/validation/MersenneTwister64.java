package io.pilsim.platform.validation;

import io.pilsim.hardware.smmu.WayPicker;

/**
 * The 64-bit Mersenne twister, which gem5 draws its random victims from; one fixed seed per kind of
 * cache.
 *
 * <p>Source: Nishimura, "Tables of 64-bit Mersenne twisters", ACM TOMACS 10 (2000); seeds: gem5
 * v24.0.0.1 src/dev/arm/smmu_v3_caches.cc.
 */
final class MersenneTwister64 implements WayPicker {
  private static final int WORDS = 312;
  private static final int OFFSET = 156;
  private static final long TWIST = 0xB5026F5AA96619E9L;
  private static final long LOW_31 = 0x7FFF_FFFFL;
  private static final long SPREAD = 6364136223846793005L;

  private final long[] state = new long[WORDS];
  private int next = WORDS;

  MersenneTwister64(long seed) {
    state[0] = seed;
    for (int i = 1; i < WORDS; i++) {
      state[i] = SPREAD * (state[i - 1] ^ (state[i - 1] >>> 62)) + i;
    }
  }

  /** The generator of the cache of that name in an SMMUv3. */
  static MersenneTwister64 like(String cache) {
    return new MersenneTwister64(
        switch (cache) {
          case "tcu.tlb" -> 0x8B021FA1L;
          case "tcu.ipa_cache" -> 0xE5A0CC0FL;
          case "tcu.config_cache" -> 0xB56F74E8L;
          case "tcu.walk_cache" -> 0x18ACF3D6L;
          default -> 0xEA752DFEL; // the TLBs of device interfaces
        });
  }

  long nextLong() {
    if (next == WORDS) {
      twist();
    }
    long word = state[next++];
    word ^= (word >>> 29) & 0x5555555555555555L;
    word ^= (word << 17) & 0x71D67FFFEDA60000L;
    word ^= (word << 37) & 0xFFF7EEE000000000L;
    return word ^ (word >>> 43);
  }

  /** The high part of the product: uniform up to a part in 2^60, which nobody can see. */
  @Override
  public int below(int bound) {
    long word = nextLong();
    return (int) (Math.multiplyHigh(word, bound) + (word < 0 ? bound : 0));
  }

  private void twist() {
    for (int i = 0; i < WORDS; i++) {
      long joined = (state[i] & ~LOW_31) | (state[(i + 1) % WORDS] & LOW_31);
      long odd = (joined & 1) != 0 ? TWIST : 0;
      state[i] = state[(i + OFFSET) % WORDS] ^ (joined >>> 1) ^ odd;
    }
    next = 0;
  }
}
