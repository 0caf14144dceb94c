package io.pilsim.experiment;

import io.pilsim.platform.Metric;
import io.pilsim.platform.RunOutcome;
import io.pilsim.platform.model.Leaf;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The main metric of a flow at the two ends of what is assumed. */
final class MainMetric {
  private final String path;
  private final List<Figure> ends = new ArrayList<>();

  MainMetric(String path) {
    this.path = path;
  }

  void add(RunOutcome outcome) {
    for (Metric metric : outcome.metrics()) {
      if (metric.path().equals(path)) {
        MetricTally tally = new MetricTally(metric.unit());
        tally.add(metric);
        ends.add(tally.figure(true));
      }
    }
  }

  /** Empty when an end, or the variant itself, never came to the metric. */
  Optional<Uncertainty> interval(VariantResult middle, List<Leaf> guesses) {
    List<String> leaves = guesses.stream().filter(Leaf::hasInterval).map(Leaf::path).toList();
    Figure here = middle.metrics().get(path);
    if (here == null || leaves.isEmpty() || ends.size() < Ends.values().length) {
      return Optional.empty();
    }
    double low = here.mean();
    double high = here.mean();
    for (Figure end : ends) {
      low = Math.min(low, end.mean());
      high = Math.max(high, end.mean());
    }

    return Optional.of(new Uncertainty(path, here.unit(), low, high, leaves));
  }
}
