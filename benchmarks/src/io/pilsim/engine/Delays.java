package io.pilsim.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** How far ahead the events of a benchmark are scheduled, in turn. */
final class Delays {
  private static final int DRAWN = 1 << 16;

  private final long[] delaysPs;

  private Delays(long[] delaysPs) {
    this.delaysPs = delaysPs;
  }

  /** {@code bimodal}, {@code exponential}, or a file as {@link RecordingSimulator} writes it. */
  static Delays of(String name) {
    return switch (name) {
      case "bimodal" -> drawn(Delays::bimodalPs);
      case "exponential" -> drawn(random -> random.exponentialPs(100_000));
      default -> recorded(Path.of(name));
    };
  }

  long get(int i) {
    return delaysPs[i];
  }

  /** How many there are; after the last, the first comes again. */
  int count() {
    return delaysPs.length;
  }

  double meanPs() {
    return Arrays.stream(delaysPs).asDoubleStream().average().orElseThrow();
  }

  private interface Distribution {
    long drawPs(RandomStream random);
  }

  private static Delays drawn(Distribution distribution) {
    RandomStream random = new RandomStreams(1, 0).stream("delays");
    long[] delaysPs = new long[DRAWN];
    for (int i = 0; i < DRAWN; i++) {
      delaysPs[i] = distribution.drawPs(random);
    }
    return new Delays(delaysPs);
  }

  /**
   * As in hardware: a fifth at once, most a few cycles of a clock of 1 GHz or 800 MHz, some as long
   * as a memory access, a few the microseconds of software and of waiting.
   */
  private static long bimodalPs(RandomStream random) {
    double which = random.uniform();
    if (which < 0.20) {
      return 0;
    }
    long periodPs = random.bernoulli(0.5) ? 1_000 : 1_250;
    if (which < 0.80) {
      return (1 + random.nextInt(16)) * periodPs;
    }
    return which < 0.98
        ? (60 + random.nextInt(140)) * periodPs
        : (1_000 + random.nextInt(20_000)) * periodPs;
  }

  private static Delays recorded(Path file) {
    try {
      return new Delays(Files.readAllLines(file).stream().mapToLong(Long::parseLong).toArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
