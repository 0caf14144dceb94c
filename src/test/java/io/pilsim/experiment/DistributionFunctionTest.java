package io.pilsim.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.engine.stats.Latency;
import io.pilsim.engine.stats.Unit;
import io.pilsim.formats.FormatException;
import io.pilsim.platform.Metric;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The distribution function of samples is a count: how many are so long or less. */
final class DistributionFunctionTest {
  private static List<Figure.Share> cdf(long... nanoseconds) {
    Latency latency = Latency.empty();
    for (long each : nanoseconds) {
      latency.record(each * 1000);
    }
    MetricTally tally = new MetricTally(Unit.PICOSECONDS);
    tally.add(new Metric.Distribution("d.latency", Unit.PICOSECONDS, latency));
    return tally.cdf();
  }

  @Test
  void everyValueOfAFewHasItsShare() {
    List<Figure.Share> shares = cdf(0, 0, 0, 8, 8, 16, 16, 16, 16, 100);
    assertEquals(List.of(0.3, 0.5, 0.9, 1.0), shares.stream().map(Figure.Share::share).toList());
    assertEquals(0, shares.get(0).value());
    assertEquals(100, shares.get(3).value(), 0.1);
  }

  @Test
  void ofManyValuesThereAreFewPointsThatNeverFall() {
    long[] all = new long[10_000];
    for (int i = 0; i < all.length; i++) {
      all[i] = i + 1L;
    }
    List<Figure.Share> shares = cdf(all);
    double last = 0;
    for (Figure.Share share : shares) {
      assertEquals(share.value() / all.length, share.share(), 0.001); // three digits
      assertTrue(share.share() > last);
      last = share.share();
    }
    assertEquals(1, last);
    assertTrue(shares.size() <= 20);
  }

  @Test
  void oneValueAloneIsNoDistribution() {
    assertEquals(List.of(), cdf(7, 7));
  }

  @Test
  void resultsKeepIt() throws FormatException {
    Latency latency = Latency.empty();
    latency.record(1000);
    latency.record(3000);
    MetricTally tally = new MetricTally(Unit.PICOSECONDS);
    tally.add(new Metric.Distribution("d.latency", Unit.PICOSECONDS, latency));
    TreeMap<String, Figure> metrics = new TreeMap<>();
    metrics.put("d.latency", tally.figure(true).with(tally.cdf()));
    VariantResult variant =
        new VariantResult(
            "v",
            new TreeMap<>(),
            1,
            true,
            metrics,
            Optional.empty(),
            List.of(),
            List.of(),
            List.of());
    ResultRecord result =
        new ResultRecord(
            "s",
            "soc",
            new ResultRecord.Hashes("a", "b", "c", "d"),
            1,
            List.of(variant),
            List.of(),
            new ResultRecord.LawCheck(1, List.of()),
            List.of());
    byte[] written = ResultCodec.write(result).getBytes(StandardCharsets.UTF_8);
    assertEquals(result, ResultCodec.read("r", written));
  }
}
