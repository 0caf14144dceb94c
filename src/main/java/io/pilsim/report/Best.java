package io.pilsim.report;

import io.pilsim.experiment.Figure;
import io.pilsim.experiment.ResultRecord;
import io.pilsim.experiment.VariantResult;
import io.pilsim.experiment.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which variants have the least of a metric, and which cannot be told from them. */
final class Best {
  static final String MARK = "*";

  private final ResultRecord result;
  private final String metric;

  Best(ResultRecord result, String metric) {
    this.result = result;
    this.metric = metric;
  }

  /** One cell per variant, marked where there is something to compare. */
  List<String> cells() {
    List<String> cells = new ArrayList<>();
    boolean several = result.variants().stream().filter(v -> figure(v).isPresent()).count() > 1;
    for (VariantResult variant : result.variants()) {
      Optional<Figure> figure = figure(variant);
      String text = figure.map(f -> Human.of(f.unit(), f.mean())).orElse("-");
      boolean marked = several && figure.map(this::isBest).orElse(false);
      cells.add(marked ? text + " " + MARK : text);
    }
    return cells;
  }

  private Optional<Figure> figure(VariantResult variant) {
    return variant.completed()
        ? Optional.ofNullable(variant.metrics().get(metric))
        : Optional.empty();
  }

  /** Nobody's interval lies below it as a whole. */
  private boolean isBest(Figure figure) {
    double low = figure.ci95().map(Interval::low).orElse(figure.mean());
    return result.variants().stream()
        .flatMap(variant -> figure(variant).stream())
        .allMatch(other -> other.ci95().map(Interval::high).orElse(other.mean()) >= low);
  }
}
