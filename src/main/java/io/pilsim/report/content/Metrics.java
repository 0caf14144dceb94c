package io.pilsim.report.content;

import io.pilsim.experiment.Figure;
import io.pilsim.experiment.ResultRecord;
import io.pilsim.experiment.VariantResult;
import io.pilsim.report.Human;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The metrics of a result, by name and by pattern. */
final class Metrics {
  private final ResultRecord result;

  Metrics(ResultRecord result) {
    this.result = result;
  }

  List<VariantResult> variants() {
    return result.variants();
  }

  /** Of a variant that went through. */
  static Optional<Figure> sound(VariantResult variant, String metric) {
    return variant.completed() ? of(variant, metric) : Optional.empty();
  }

  /** What was measured at least once. */
  static Optional<Figure> of(VariantResult variant, String metric) {
    return Optional.ofNullable(variant.metrics().get(metric)).filter(figure -> figure.n() > 0);
  }

  static double mean(VariantResult variant, String metric) {
    return of(variant, metric).map(Figure::mean).orElse(0.0);
  }

  /** Of all metrics of that pattern, in a variant. */
  static double sum(VariantResult variant, String pattern) {
    return variant.metrics().entrySet().stream()
        .filter(metric -> metric.getKey().matches(pattern))
        .mapToDouble(metric -> metric.getValue().mean())
        .sum();
  }

  boolean has(String metric) {
    return result.variants().stream().anyMatch(variant -> of(variant, metric).isPresent());
  }

  /** What a pattern's first group stands for, over all variants. */
  SortedSet<String> names(String pattern) {
    Pattern compiled = Pattern.compile(pattern);
    SortedSet<String> names = new TreeSet<>();
    for (VariantResult variant : result.variants()) {
      for (String metric : variant.metrics().keySet()) {
        Matcher match = compiled.matcher(metric);
        if (match.matches()) {
          names.add(match.group(1));
        }
      }
    }
    return names;
  }

  static String text(Figure figure) {
    return Human.of(figure.unit(), figure.mean());
  }

  /** Half of the interval; empty where it has no width. */
  static String plusMinus(Figure figure) {
    return figure
        .ci95()
        .filter(ci -> ci.half() > 0)
        .map(ci -> "± " + Human.of(figure.unit(), ci.half()))
        .orElse("");
  }
}
