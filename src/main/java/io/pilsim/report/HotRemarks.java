package io.pilsim.report;

import io.pilsim.experiment.ResultRecord;
import io.pilsim.experiment.ScalingFit;
import java.util.ArrayList;
import java.util.List;

/** What is best for what among strategies, and how their rates grow with CPUs. */
final class HotRemarks {
  private final ResultRecord result;

  HotRemarks(ResultRecord result) {
    this.result = result;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (result.variants().size() > 1) {
      lines.addAll(new HotOverview(result).remarks());
    }
    ScalingGroups.of(result)
        .forEach(
            (name, group) ->
                ScalingFit.of(ScalingGroups.rates(group))
                    .ifPresent(fit -> lines.add(ScalingGroups.words(name, fit))));
    return lines;
  }
}
