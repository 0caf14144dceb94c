package io.pilsim.experiment.capacity;

import io.pilsim.experiment.statistics.Interval;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How much of something a variant takes.
 *
 * @param amount the answer; empty when no value meets the objective
 * @param low the 95 % interval of it, in the same amounts
 * @param replications at each value
 * @param curve values tried, from the least to the most
 * @param knee where more begins to cost disproportionately
 * @param resources shared ones by how busy they are, the busiest first
 * @param relaxations what would help most, if it were twice as fast
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
    Optional<Bounds> bounds) {
  public CapacityResult {
    curve = List.copyOf(curve);
    resources = List.copyOf(resources);
    relaxations = List.copyOf(relaxations);
  }

  /** What sort of answer it is. */
  public enum Kind {
    /** Up to the amount the objective is met. */
    LARGEST,
    /** From the amount on it is met. */
    SMALLEST,
    /** All values within the range meet it. */
    ALL,
    /** None does. */
    NONE
  }

  /**
   * A value that was tried.
   *
   * @param mean of what the objective is about; empty when a run did not go through
   * @param busy of the busiest shared resource
   */
  public record Point(
      long amount, Optional<Double> mean, Interval ci95, boolean meets, double busy) {}

  /**
   * Something that one at a time can use.
   *
   * @param utilization by the utilisation law: busy time over all the time
   */
  public record Resource(String name, double utilization, double busyNs, double waitNs) {}

  /**
   * A leaf, twice as fast.
   *
   * @param value what it would be
   * @param mean of the objective's metric then, at the answer
   * @param amount the answer then; empty for all but the first
   */
  public record Relaxation(String leaf, String value, double mean, Optional<String> amount) {}

  /**
   * Asymptotic bounds of the time of jobs that begin together and share one lock.
   *
   * @param lower no less than the longest alone, nor than what the lock is held
   * @param simulated what is to lie between
   * @param upper no more than all of them one after another
   */
  public record Bounds(String metric, double lower, double simulated, double upper) {
    public boolean holds() {
      return lower <= simulated && simulated <= upper;
    }
  }
}
