package io.pilsim.experiment.advise;

import io.pilsim.experiment.Figure;
import io.pilsim.experiment.Response;
import io.pilsim.platform.Metric;
import io.pilsim.platform.RunOutcome;
import java.util.Optional;

/** What runs say of memory, exposure and work. */
final class Outcomes {
  private static final double TABLE_BYTES = 4096;

  private Outcomes() {}

  static double value(RunOutcome outcome, String path) {
    return Response.figure(outcome, path).map(Figure::mean).orElse(0.0);
  }

  /** Of all paths with that end: one domain, or one of each client; 0 where there is none. */
  static double sum(RunOutcome outcome, String end) {
    double sum = 0;
    for (Metric metric : outcome.metrics()) {
      if (isAt(metric, end)) {
        sum += Response.figure(metric).mean();
      }
    }
    return sum;
  }

  private static Optional<Double> most(RunOutcome outcome, String end) {
    double most = Double.NEGATIVE_INFINITY;
    for (Metric metric : outcome.metrics()) {
      if (isAt(metric, end)) {
        most = Math.max(most, Response.figure(metric).max());
      }
    }
    return most < 0 ? Optional.empty() : Optional.of(most);
  }

  private static boolean isAt(Metric metric, String end) {
    return metric.path().equals(end) || metric.path().endsWith("." + end);
  }

  /**
   * What the way of mapping takes: tables of a boot with the pool for TrustZone, or the most that
   * is mapped at a time.
   */
  static double memoryBytes(RunOutcome outcome) {
    double mapped = sum(outcome, "map.mapped_bytes.max");
    double tables = 0;
    for (Metric metric : outcome.metrics()) {
      String path = metric.path();
      boolean boot = path.startsWith("boot.") || path.startsWith("recovery.");
      if (boot && path.endsWith(".tables")) {
        tables += Response.figure(metric).mean() * TABLE_BYTES;
      }
    }
    return mapped > 0 ? mapped : tables + value(outcome, "tzmem.pool_bytes.max");
  }

  /** Of threads that map and unmap, from a run in which the device tries. */
  static Exposure exposure(RunOutcome outcome) {
    double unmaps = sum(outcome, "map.unmaps");
    double pairs =
        Response.figure(outcome, "map.pair_time").map(each -> (double) each.n()).orElse(0.0);
    if (unmaps < pairs) {
      return new Exposure(Double.POSITIVE_INFINITY, sum(outcome, "map.mapped_bytes.max"));
    }
    Optional<Double> window = most(outcome, "unmap.exposure_window");
    Optional<Double> bytes = most(outcome, "unmap.exposed_bytes_max");
    return window.isPresent() && bytes.isPresent()
        ? new Exposure(bytes.get() == 0 ? 0 : window.get(), bytes.get())
        : Exposure.UNKNOWN;
  }
}
