package io.pilsim.experiment.advise;

import io.pilsim.experiment.Response.Measured;
import io.pilsim.experiment.statistics.Difference;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What a variant could have otherwise.
 *
 * @param metric the cost
 * @param unit of it
 * @param variants how many the scenario has
 * @param asItIs without any rewrite
 * @param alone each single rewrite that helps, the most first
 * @param best what no other beats in cost, exposure and memory at once, the cheapest first
 * @param rejected what is cheaper but exposes more than is borne, the cheapest first
 * @param tried how many were simulated
 */
public record Advice(
    String scenario,
    String variant,
    int variants,
    String metric,
    String unit,
    boolean lessIsBetter,
    ExposureFloor floor,
    Option asItIs,
    List<Option> alone,
    List<Option> best,
    List<Option> rejected,
    int tried) {
  public Advice {
    alone = List.copyOf(alone);
    best = List.copyOf(best);
    rejected = List.copyOf(rejected);
  }

  /**
   * A rewrite, simulated.
   *
   * @param cost of it
   * @param gain of the cost less what it is as it is
   * @param memoryBytes what the way of mapping takes
   * @param effects what changes in the work, as texts by metric
   * @param warning what keeps the figures from being the whole truth
   */
  public record Option(
      Rewrite rewrite,
      Measured cost,
      Difference gain,
      Exposure exposure,
      double memoryBytes,
      SortedMap<String, String> effects,
      Optional<String> warning) {}

  /** Whether nothing is left that is borne. */
  public boolean isHopeless() {
    return !floor.allows(asItIs.exposure()) && best.isEmpty();
  }
}
