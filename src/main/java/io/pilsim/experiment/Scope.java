package io.pilsim.experiment;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How much a variant does, as against how it does it: variants that boot more processors, or move
 * more memory, are no better or worse than others that do less.
 */
public final class Scope {
  private static final Set<String> WAYS =
      Set.of(
          "workload.batch",
          "workload.page",
          "workload.placement",
          "workload.stages",
          "workload.use",
          "workload.invalidation",
          "workload.maintenance",
          "workload.contiguous",
          "workload.page_at_a_time",
          "workload.walk_by_context",
          "workload.bounce",
          "workload.late_reads",
          "workload.pairs",
          "workload.warmup_pairs");
  private static final Set<String> WAYS_OF_MASTERS =
      Set.of("page", "stages", "contiguous", "stage2_page", "outstanding", "tbu", "address_bits");

  private Scope() {}

  /** Equal for variants that do as much. */
  public static Map<String, String> of(VariantResult variant) {
    Map<String, String> scope = new TreeMap<>(variant.overrides());
    scope.keySet().removeIf(path -> !isScope(path));
    return scope;
  }

  private static boolean isScope(String path) {
    if (path.startsWith("workload.masters.")) {
      return !WAYS_OF_MASTERS.contains(path.substring(path.lastIndexOf('.') + 1));
    }
    return (path.startsWith("workload.") && !WAYS.contains(path)) || path.equals("faults");
  }
}
