package io.pilsim.experiment.compare;

import java.util.List;

/** What a metric's name says of it: whether one looks at it first, and which way is better. */
public final class Headline {
  private static final List<String> FIRST =
      List.of(
          "total_time",
          "latency",
          "bandwidth",
          "translation_overhead",
          "rate",
          "exposure_window",
          "exposed_bytes_max",
          "translation_time");
  private static final List<String> MORE_IS_BETTER =
      List.of("bandwidth", "rate", "total_rate", "hits");

  private static final List<String> DISTRIBUTIONS =
      List.of(
          "latency",
          "translation",
          "translation_time",
          "walk_time",
          "fetch_time",
          "exposure_window",
          "pair_time");

  private Headline() {}

  /** Whether one wants to see how its samples are spread. */
  public static boolean isDistribution(String metric) {
    return DISTRIBUTIONS.contains(lastStep(metric));
  }

  public static boolean isHeadline(String metric) {
    return FIRST.contains(lastStep(metric)) && !metric.startsWith("dram.");
  }

  /** Times, counts of work and memory are costs; rates and hits are not. */
  public static boolean lessIsBetter(String metric) {
    return !MORE_IS_BETTER.contains(lastStep(metric));
  }

  private static String lastStep(String metric) {
    return metric.substring(metric.lastIndexOf('.') + 1);
  }
}
