package io.pilsim.experiment.sensitivity;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How a metric follows each assumed value, one at a time, the others standing in their middle.
 *
 * @param lessIsBetter or else more
 * @param base of each variant as modelled
 * @param best the variant that is best then; empty when there is none, or but one
 * @param leaves those that move it most first
 */
public record Sensitivity(
    String scenario,
    String metric,
    String unit,
    boolean lessIsBetter,
    List<String> variants,
    List<OptionalDouble> base,
    Optional<String> best,
    List<Swing> leaves) {
  public Sensitivity {
    variants = List.copyOf(variants);
    base = List.copyOf(base);
    leaves = List.copyOf(leaves);
  }

  /**
   * What one leaf does.
   *
   * @param value as modelled
   * @param share the widest swing of any variant, of its figure as modelled
   */
  public record Swing(String leaf, String value, List<End> ends, double share) {
    public Swing {
      ends = List.copyOf(ends);
    }

    /** The least and the most of a variant, with the figure as modelled between them. */
    public double[] span(int variant, double base) {
      double low = base;
      double high = base;
      for (End end : ends) {
        double mean = end.means.get(variant).orElse(base);
        low = Math.min(low, mean);
        high = Math.max(high, mean);
      }
      return new double[] {low, high};
    }
  }

  /**
   * A value tried, such as an end of the range.
   *
   * @param means per variant; empty where it does not go through, or has its own value
   * @param flip the variant that is best then, if it is another and chance does not explain it
   */
  public record End(String value, List<OptionalDouble> means, Optional<String> flip) {
    public End {
      means = List.copyOf(means);
    }
  }

  /** Whether the best variant depends on an assumed value. */
  public boolean flips() {
    return leaves.stream().flatMap(leaf -> leaf.ends.stream()).anyMatch(e -> e.flip.isPresent());
  }
}
