package io.pilsim.experiment.gate;

import java.util.List;

/**
 * What else is not as it was in a variant, whether a gate looks at it or not.
 *
 * @param stages of the flow's latency budget: all that take any time, moved or not
 * @param moved other figures that moved: exactly, or by more than three standard errors where
 *     chance plays a part; those that moved most, for their size, first
 * @param appeared metrics that the baseline does not have
 * @param vanished metrics that only the baseline has
 */
public record VariantChange(
    String variant,
    List<Moved> stages,
    List<Moved> moved,
    List<String> appeared,
    List<String> vanished) {
  public VariantChange {
    stages = List.copyOf(stages);
    moved = List.copyOf(moved);
    appeared = List.copyOf(appeared);
    vanished = List.copyOf(vanished);
  }

  /** Counts and sizes among what moved, but not averages over time. */
  public List<Moved> counters() {
    return moved.stream()
        .filter(each -> each.unit().equals("count") || each.unit().equals("bytes"))
        .filter(each -> !each.metric().endsWith(".mean"))
        .toList();
  }
}
