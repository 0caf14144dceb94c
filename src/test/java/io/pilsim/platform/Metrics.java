package io.pilsim.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pilsim.engine.stats.Latency;
import java.util.List;

/** Looks figures of a run up by their paths, which must exist. */
final class Metrics {
  private Metrics() {}

  static double value(List<Metric> metrics, String path) {
    for (Metric metric : metrics) {
      if (metric.path().equals(path) && metric instanceof Metric.Value value) {
        return value.value();
      }
    }
    throw new AssertionError("no value " + path);
  }

  static Latency distribution(List<Metric> metrics, String path) {
    for (Metric metric : metrics) {
      if (metric.path().equals(path) && metric instanceof Metric.Distribution d) {
        return d.latency();
      }
    }
    throw new AssertionError("no distribution " + path);
  }

  /** Of a distribution that does not vary. */
  static long onlyPs(List<Metric> metrics, String path) {
    Latency latency = distribution(metrics, path);
    assertEquals(latency.minPs(), latency.maxPs(), path + " varies");
    return latency.minPs();
  }
}
