package io.pilsim.hardware.memory;

/** How fast bytes move. Durations are exact and rounded up to the picosecond. */
public record Bandwidth(long bytesPerSecond) {
  private static final long FASTEST = 1_000_000_000_000L;
  private static final long MICRO = 1_000_000;

  public Bandwidth {
    if (bytesPerSecond < 1 || bytesPerSecond > FASTEST) {
      throw new IllegalArgumentException("need 1 B/s to 1 TB/s: " + bytesPerSecond);
    }
  }

  public long toPs(long bytes) {
    long seconds = bytes / bytesPerSecond;
    long left = bytes % bytesPerSecond * MICRO;
    long micros = left / bytesPerSecond;
    left = left % bytesPerSecond * MICRO;
    long picos = (left + bytesPerSecond - 1) / bytesPerSecond;
    return Math.addExact(Math.multiplyExact(seconds, MICRO * MICRO), micros * MICRO + picos);
  }
}
