package io.pilsim.experiment.capacity;

import io.pilsim.experiment.Figure;
import io.pilsim.experiment.Response;
import io.pilsim.experiment.capacity.CapacityResult.Resource;
import io.pilsim.platform.Metric;
import io.pilsim.platform.RunOutcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How busy what is shared was in a run, by the utilisation law: time held over all the time, of the
 * window in which all threads are measured, where there is one, or else of the whole flow. A lock
 * that nobody else wanted is nobody's bottleneck.
 *
 * <p>Source: Lazowska, Zahorjan, Graham, Sevcik: Quantitative system performance, chapter 3.
 */
final class Utilization {
  private static final String HOLD = ".hold_time";
  private static final String BUSY = ".busy_time";
  private static final String WAIT = ".wait_time";
  private static final String SHARE = ".utilization";

  private Utilization() {}

  /**
   * The busiest first.
   *
   * @param duration the metric that says how long a run without such a window was; empty where none
   *     does
   */
  static List<Resource> of(RunOutcome outcome, Optional<String> duration) {
    return all(outcome, duration).stream().filter(each -> each.waitNs() > 0).toList();
  }

  /** Of what was waited for; empty where nothing was. */
  static OptionalDouble busiest(RunOutcome outcome, Optional<String> duration) {
    return of(outcome, duration).stream().mapToDouble(Resource::utilization).findFirst();
  }

  private static List<Resource> all(RunOutcome outcome, Optional<String> duration) {
    Map<String, Figure> figures = figures(outcome);
    Optional<Figure> whole = duration.map(figures::get);
    List<Resource> resources = new ArrayList<>();
    for (String path : figures.keySet()) {
      boolean held = path.endsWith(HOLD);
      if (held || path.endsWith(BUSY)) {
        String name = path.substring(0, path.lastIndexOf('.'));
        double busy = sum(figures, path);
        double waited = sum(figures, name + WAIT);
        Optional<Double> share =
            Optional.ofNullable(figures.get(name + SHARE))
                .map(Figure::mean)
                .or(() -> whole.filter(all -> all.mean() > 0).map(all -> busy / all.mean()));
        if (share.isPresent()) {
          resources.add(new Resource(name, share.get(), busy, waited));
        }
      }
    }
    resources.sort(
        Comparator.comparingDouble((Resource each) -> -each.utilization())
            .thenComparing(Resource::name));
    return resources;
  }

  private static Map<String, Figure> figures(RunOutcome outcome) {
    Map<String, Figure> figures = new LinkedHashMap<>();
    for (Metric metric : outcome.metrics()) {
      String path = metric.path();
      if (path.endsWith(HOLD)
          || path.endsWith(BUSY)
          || path.endsWith(WAIT)
          || path.endsWith(SHARE)
          || path.endsWith(".total_time")) {
        figures.put(path, Response.figure(metric));
      }
    }
    return figures;
  }

  private static double sum(Map<String, Figure> figures, String path) {
    Figure figure = figures.get(path);
    return figure == null ? 0 : figure.mean() * (double) figure.n();
  }

  /** Of all samples together. */
  static double total(RunOutcome outcome, String path) {
    return Response.figure(outcome, path).map(each -> each.mean() * (double) each.n()).orElse(0.0);
  }
}
