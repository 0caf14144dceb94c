package io.pilsim.experiment.capacity;

import io.pilsim.experiment.statistics.Interval;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How much of something a variant takes.
 *
 * @param amount the answer; empty when no value meets the objective
 * @param low the 95 % interval of it, in the same amounts
 * @param replications at each value
 * @param curve values tried, from the least to the most
 * @param knee where more begins to cost disproportionately
 * @param resources shared ones by how busy they are, the busiest first
 * @param relaxations what would help if it were twice as fast, the most first
 * @param notes what the runs at the answer say about themselves
 * @param bounds what the figure at the answer can be at all, by operational analysis
 */
public record CapacityResult(
    String variant,
    Kind kind,
    OptionalLong amount,
    long low,
    long high,
    int replications,
    boolean monotone,
    List<Point> curve,
    OptionalLong knee,
    List<Resource> resources,
    List<Relaxation> relaxations,
    List<String> notes,
    Optional<Bounds> bounds) {
  public CapacityResult {
    curve = List.copyOf(curve);
    resources = List.copyOf(resources);
    relaxations = List.copyOf(relaxations);
    notes = List.copyOf(notes);
  }

  /** What sort of answer it is. */
  public enum Kind {
    /** Up to the amount the objective is met. */
    LARGEST,
    /** From the amount on it is met. */
    SMALLEST,
    /** All values within the range meet it. */
    ALL,
    /** None that was tried does. */
    NONE,
    /** Some between do otherwise than both ends: there is more than one edge. */
    SOME
  }

  /**
   * A value that was tried.
   *
   * @param mean of what the objective is about; empty when a run did not go through
   * @param busy of the busiest shared resource; empty where nothing was waited for
   */
  public record Point(
      long amount, Optional<Double> mean, Interval ci95, boolean meets, OptionalDouble busy) {}

  /**
   * Something that one at a time can use.
   *
   * @param utilization by the utilisation law: busy time over all the time that is measured
   */
  public record Resource(String name, double utilization, double busyNs, double waitNs) {}

  /**
   * What is worth being faster.
   *
   * @param resource that is then held for less time; empty for a single leaf
   * @param leaves each with its value when twice as fast
   * @param mean of the objective's metric then, at the answer
   * @param amount the answer then; empty where nothing in the range meets the objective
   */
  public record Relaxation(
      Optional<String> resource,
      SortedMap<String, String> leaves,
      double mean,
      OptionalLong amount) {
    public Relaxation {
      leaves = Collections.unmodifiableSortedMap(new TreeMap<>(leaves));
    }
  }

  /**
   * Between what a figure can lie at all, by operational analysis.
   *
   * @param unit of results
   * @param lower 0 where nothing is known
   * @param simulated what is to lie between
   * @param ci95 of that
   * @param predicted by exact mean-value analysis, where that applies
   * @param saturation how many customers would keep the busiest resource busy, where that is known
   * @param slack what both sides may be wrong by, for chance and for counts that begin in a round
   */
  public record Bounds(
      String metric,
      String unit,
      double lower,
      double simulated,
      Interval ci95,
      double upper,
      OptionalDouble predicted,
      OptionalDouble saturation,
      double slack) {
    public boolean holds() {
      return lower - slack <= ci95.high() && ci95.low() <= upper + slack;
    }
  }
}
