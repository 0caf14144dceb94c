package io.pilsim.experiment.capacity;

import io.pilsim.experiment.Figure;
import io.pilsim.experiment.Response;
import io.pilsim.experiment.capacity.CapacityResult.Resource;
import io.pilsim.platform.Metric;
import io.pilsim.platform.RunOutcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How busy what is shared was in a run, by the utilisation law: time held over all the time. A lock
 * that nobody else wanted is nobody's bottleneck.
 *
 * <p>Source: Lazowska, Zahorjan, Graham, Sevcik: Quantitative system performance, chapter 3.
 */
final class Utilization {
  private static final String HOLD = ".hold_time";

  private Utilization() {}

  /** The busiest first; empty when it is not known how long the run was. */
  static List<Resource> of(RunOutcome outcome, String duration) {
    Optional<Figure> whole = Response.figure(outcome, duration);
    List<Resource> resources = new ArrayList<>();
    if (whole.isEmpty() || whole.get().mean() <= 0) {
      return resources;
    }
    for (Metric metric : outcome.metrics()) {
      if (metric.path().endsWith(HOLD)) {
        String name = metric.path().substring(0, metric.path().length() - HOLD.length());
        double contended = mean(outcome, name + ".contended");
        Figure held = Response.figure(metric);
        double busy = held.mean() * (double) held.n();
        if (contended > 0) {
          resources.add(
              new Resource(
                  name, busy / whole.get().mean(), busy, total(outcome, name + ".wait_time")));
        }
      }
    }
    resources.sort(
        Comparator.comparingDouble((Resource each) -> -each.utilization())
            .thenComparing(Resource::name));
    return resources;
  }

  private static double mean(RunOutcome outcome, String path) {
    return Response.figure(outcome, path).map(Figure::mean).orElse(0.0);
  }

  /** Of all samples together. */
  static double total(RunOutcome outcome, String path) {
    return Response.figure(outcome, path).map(each -> each.mean() * (double) each.n()).orElse(0.0);
  }
}
