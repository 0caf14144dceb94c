package io.pilsim.report;

import io.pilsim.experiment.Figure;
import io.pilsim.experiment.ResultRecord;
import io.pilsim.experiment.Scope;
import io.pilsim.experiment.VariantResult;
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
    for (VariantResult variant : result.variants()) {
      Optional<Figure> figure = figure(variant);
      String text = figure.map(f -> Human.of(f.unit(), f.mean())).orElse("-");
      boolean marked = figure.map(each -> isBest(each, peers(variant))).orElse(false);
      cells.add(marked ? text + " " + MARK : text);
    }
    return cells;
  }

  private Optional<Figure> figure(VariantResult variant) {
    return variant.completed()
        ? Optional.ofNullable(variant.metrics().get(metric))
        : Optional.empty();
  }

  /** Of the variants that do as much. */
  private List<Figure> peers(VariantResult variant) {
    return result.variants().stream()
        .filter(other -> Scope.of(other).equals(Scope.of(variant)))
        .flatMap(other -> figure(other).stream())
        .toList();
  }

  /** Nobody's interval lies below it as a whole; one replication alone has none, and tells none. */
  private static boolean isBest(Figure figure, List<Figure> peers) {
    boolean told = peers.stream().allMatch(other -> other.ci95().isPresent());
    return told
        && peers.size() > 1
        && peers.stream()
            .allMatch(
                other -> other.ci95().orElseThrow().high() >= figure.ci95().orElseThrow().low());
  }
}
