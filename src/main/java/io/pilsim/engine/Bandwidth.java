package io.pilsim.engine;

import java.math.BigInteger;

/**
 * A rate at which bytes move. Like {@link ClockDomain}, a place where an amount becomes time.
 *
 * @param bytesPerSecond above zero
 */
public record Bandwidth(long bytesPerSecond) {
  private static final long PS_PER_SECOND = 1_000_000_000_000L;
  private static final long EXACT_IN_LONG = Long.MAX_VALUE / PS_PER_SECOND;

  public Bandwidth {
    if (bytesPerSecond <= 0) {
      throw new IllegalArgumentException("bandwidth must be positive: " + bytesPerSecond);
    }
  }

  /** How long so many bytes take, rounded up to a whole picosecond. */
  public long toPs(long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("bytes must not be negative: " + bytes);
    }
    if (bytes <= EXACT_IN_LONG) {
      long ps = bytes * PS_PER_SECOND;
      return ps / bytesPerSecond + (ps % bytesPerSecond == 0 ? 0 : 1);
    }
    BigInteger[] parts =
        BigInteger.valueOf(bytes)
            .multiply(BigInteger.valueOf(PS_PER_SECOND))
            .divideAndRemainder(BigInteger.valueOf(bytesPerSecond));
    return parts[0].longValueExact() + parts[1].signum();
  }
}
