package io.pilsim.engine.stats;

import java.math.BigInteger;

/** An exact sum of products of longs, in 128 bits: nothing a run can come to leaves them. */
final class WideSum {
  private long high;
  private long low;

  void addProduct(long a, long b) {
    add(Math.multiplyHigh(a, b), a * b);
  }

  void add(WideSum other) {
    add(other.high, other.low);
  }

  private void add(long otherHigh, long otherLow) {
    low += otherLow;
    high += otherHigh + (Long.compareUnsigned(low, otherLow) < 0 ? 1 : 0);
  }

  /** Fails when the sum does not fit a long. */
  long toLongExact() {
    if (high != low >> (Long.SIZE - 1)) {
      throw new ArithmeticException("does not fit 64 bits: " + toBigInteger());
    }
    return low;
  }

  BigInteger toBigInteger() {
    BigInteger upper = BigInteger.valueOf(high).shiftLeft(Long.SIZE);
    BigInteger lower = BigInteger.valueOf(low >>> 1).shiftLeft(1).add(BigInteger.valueOf(low & 1));
    return upper.add(lower);
  }
}
