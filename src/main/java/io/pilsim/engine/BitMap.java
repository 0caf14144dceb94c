package io.pilsim.engine;

/** Up to 4096 bits, of which the lowest is found in two steps. */
final class BitMap {
  private static final int WORD_BITS = 6;

  private final long[] words;
  private long nonZero; // which words are not 0

  BitMap(int bits) {
    words = new long[Math.max(1, bits >> WORD_BITS)];
  }

  boolean isEmpty() {
    return nonZero == 0;
  }

  /** Meaningless when there is none. */
  int lowest() {
    int word = Long.numberOfTrailingZeros(nonZero);
    return (word << WORD_BITS) + Long.numberOfTrailingZeros(words[word]);
  }

  void set(int bit) {
    words[bit >> WORD_BITS] |= 1L << bit;
    nonZero |= 1L << (bit >> WORD_BITS);
  }

  void clear(int bit) {
    int word = bit >> WORD_BITS;
    words[word] &= ~(1L << bit);
    if (words[word] == 0) {
      nonZero &= ~(1L << word);
    }
  }
}
