package io.pilsim.report;

import io.pilsim.experiment.Figure;
import io.pilsim.experiment.ResultRecord;
import io.pilsim.experiment.ScalingFit;
import io.pilsim.experiment.VariantResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is best for what among strategies, and how their rates grow with CPUs. */
final class HotRemarks {
  private final ResultRecord result;

  HotRemarks(ResultRecord result) {
    this.result = result;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (result.variants().size() > 1) {
      least("map.pair_time", false).ifPresent(v -> lines.add("cheapest pair: " + v.name()));
      least("map.pair_time", true)
          .ifPresent(v -> lines.add("cheapest pair that leaves the device nothing: " + v.name()));
    }
    ScalingGroups.of(result)
        .forEach(
            (name, group) ->
                ScalingFit.of(ScalingGroups.rates(group))
                    .ifPresent(fit -> lines.add(ScalingGroups.words(name, fit))));
    return lines;
  }

  private Optional<VariantResult> least(String metric, boolean safe) {
    VariantResult least = null;
    for (VariantResult variant : result.variants()) {
      boolean fits = !safe || isSafe(variant);
      if (variant.metrics().containsKey(metric)
          && fits
          && (least == null || mean(variant, metric) < mean(least, metric))) {
        least = variant;
      }
    }
    return Optional.ofNullable(least);
  }

  /** Every buffer is unmapped after its use, and a device that tried then reached none. */
  private static boolean isSafe(VariantResult variant) {
    Figure pairs = variant.metrics().get("map.pair_time");
    return pairs != null
        && mean(variant, "map.unmaps") * variant.replications() >= pairs.n()
        && variant.metrics().containsKey("unmap.exposed_bytes_max")
        && mean(variant, "unmap.late.reads") > 0
        && mean(variant, "unmap.exposed_bytes_max") == 0
        && mean(variant, "unmap.late.stale") == 0;
  }

  private static double mean(VariantResult variant, String metric) {
    Figure figure = variant.metrics().get(metric);
    return figure == null ? 0 : figure.mean();
  }
}
