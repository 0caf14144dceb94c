package io.pilsim.report;

import io.pilsim.engine.stats.Series;
import io.pilsim.engine.stats.Unit;
import io.pilsim.experiment.VariantSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How a pool grew until it failed a request: when, what, and what it had then. */
public final class PoolText {
  private static final int MOST_LINES = 12;

  private final VariantSeries variant;
  private final Series use;
  private final Series pool;
  private final Series failures;

  private PoolText(VariantSeries variant) {
    this.variant = variant;
    this.use = series("tzmem.bytes_in_use");
    this.pool = series("tzmem.pool_bytes");
    this.failures = series("tzmem.allocation_failures");
  }

  /** A block for each variant in which a request failed; empty when none did. */
  public static String of(List<VariantSeries> variants) {
    StringBuilder text = new StringBuilder();
    for (VariantSeries each : variants) {
      PoolText pool = new PoolText(each);
      if (pool.failures.count() > 0) {
        text.append(pool.text());
      }
    }
    return text.toString();
  }

  private String text() {
    StringBuilder text = new StringBuilder("\ntzmem of " + variant.variant() + " over time\n");
    text.append(String.format(Locale.ROOT, "  %10s  %-16s %10s %10s\n", "", "", "in use", "pool"));
    List<String> lines = lines();
    int from = Math.max(0, lines.size() - MOST_LINES);
    if (from > 0) {
      text.append("  (the first " + from + " are in series.csv)\n");
    }
    lines.subList(from, lines.size()).forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }

  /** Growths and failures by time; a growth before a failure of the same instant. */
  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    int grown = 0;
    int failed = 0;
    while (grown < pool.count() || failed < failures.count()) {
      boolean growth =
          failed == failures.count()
              || (grown < pool.count() && pool.timePs(grown) <= failures.timePs(failed));
      if (growth) {
        long before = grown == 0 ? 0 : pool.value(grown - 1);
        String event = "grew by " + bytes(pool.value(grown) - before);
        lines.add(line(pool.timePs(grown), event));
        grown++;
      } else {
        lines.add(line(failures.timePs(failed), "request failed"));
        failed++;
      }
    }
    return lines;
  }

  private String line(long timePs, String event) {
    return String.format(
        Locale.ROOT,
        "  %10s  %-16s %10s %10s",
        Human.of("ns", timePs / 1e3),
        event,
        bytes(at(use, timePs)),
        bytes(at(pool, timePs)));
  }

  private static String bytes(long bytes) {
    return Human.of("bytes", (double) bytes);
  }

  /** The value at a time: that of the last step until then. */
  private static long at(Series series, long timePs) {
    long value = 0;
    for (int i = 0; i < series.count() && series.timePs(i) <= timePs; i++) {
      value = series.value(i);
    }
    return value;
  }

  private Series series(String path) {
    for (Series each : variant.series()) {
      if (each.path().equals(path)) {
        return each;
      }
    }
    return new Series(path, Unit.COUNT);
  }
}
