package io.pilsim.report.content;

import io.pilsim.experiment.Figure;
import io.pilsim.experiment.ResultRecord;
import io.pilsim.experiment.VariantResult;
import io.pilsim.experiment.statistics.Interval;
import io.pilsim.report.ResultTable;
import io.pilsim.report.page.Block;
import io.pilsim.report.page.Grid;
import io.pilsim.report.page.Section;
import io.pilsim.report.page.Spans;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Variants side by side: what one looks at first as bars with intervals, and everything below. */
final class VariantsSection {
  private static final int MOST_CHARTS = 4;
  private static final List<String> ALSO =
      List.of(
          "(dma\\..+\\.translation_overhead)",
          "(dma\\..+\\.bandwidth)",
          "(map\\.latency)",
          "(unmap\\.latency)",
          "(map\\.total_rate)");

  private VariantsSection() {}

  static Section of(ResultRecord result) {
    Metrics metrics = new Metrics(result);
    Set<String> shown = new LinkedHashSet<>();
    new MainQuestion(result).metric().ifPresent(shown::add);
    ALSO.forEach(pattern -> shown.addAll(metrics.names(pattern)));
    List<Block> blocks = new ArrayList<>();
    if (result.variants().size() > 1) {
      for (String metric : shown) {
        if (blocks.size() < MOST_CHARTS && metrics.has(metric)) {
          blocks.add(bars(result, metric, "variants-" + (blocks.size() + 1)));
        }
      }
      blocks.add(overrides(result));
    }
    blocks.add(
        new Grid(
            "All figures: * least, or not distinguishable from the least",
            columns(result),
            ResultTable.of(result).cells()));
    return new Section("variants", "Side by side", blocks);
  }

  private static Spans bars(ResultRecord result, String metric, String id) {
    BarRows rows = new BarRows(unit(result, metric));
    for (VariantResult variant : result.variants()) {
      Optional<Figure> figure = Metrics.sound(variant, metric);
      figure.ifPresent(
          found -> rows.add("", variant.name(), 0, scaled(found, found.mean()), interval(found)));
    }
    String best =
        new MainQuestion(result)
            .best(metric)
            .map(variant -> variant.name() + " is best by its mean. ")
            .orElse("");
    String summary = best + "Whiskers are 95 % intervals of the mean, where chance plays a part.";
    return rows.chart(id, metric, summary, List.of());
  }

  private static String unit(ResultRecord result, String metric) {
    return result.variants().stream()
        .flatMap(variant -> Metrics.of(variant, metric).stream())
        .findFirst()
        .map(figure -> figure.unit().equals("fraction") ? "percent" : figure.unit())
        .orElse("");
  }

  private static double scaled(Figure figure, double value) {
    return figure.unit().equals("fraction") ? value * 100 : value;
  }

  private static Optional<Interval> interval(Figure figure) {
    return figure
        .ci95()
        .map(ci -> new Interval(scaled(figure, ci.low()), scaled(figure, ci.high())));
  }

  private static List<String> columns(ResultRecord result) {
    List<String> columns = new ArrayList<>(List.of(""));
    result.variants().forEach(variant -> columns.add(variant.name()));
    return columns;
  }

  private static Grid overrides(ResultRecord result) {
    List<List<String>> rows = new ArrayList<>();
    for (VariantResult variant : result.variants()) {
      List<String> set = new ArrayList<>();
      for (Map.Entry<String, String> each : variant.overrides().entrySet()) {
        set.add(each.getKey() + " = " + each.getValue());
      }
      rows.add(List.of(variant.name(), set.isEmpty() ? "as written" : String.join("; ", set)));
    }
    return new Grid("What makes them differ", List.of("variant", "sets"), rows);
  }
}
