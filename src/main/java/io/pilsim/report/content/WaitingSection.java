package io.pilsim.report.content;

import io.pilsim.experiment.Figure;
import io.pilsim.experiment.ResultRecord;
import io.pilsim.experiment.VariantResult;
import io.pilsim.experiment.statistics.Interval;
import io.pilsim.report.Human;
import io.pilsim.report.page.Block;
import io.pilsim.report.page.HeatMap;
import io.pilsim.report.page.Section;
import io.pilsim.report.page.Spans;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What is shared, how busy it is, and who waits for it. */
final class WaitingSection {
  private static final double LEAST_SHARE = 0.01;
  private static final int MOST_RESOURCES = 16;

  private WaitingSection() {}

  static Optional<Section> of(ResultRecord result) {
    List<Block> blocks = new ArrayList<>();
    mutex(result).ifPresent(blocks::add);
    busy(result).ifPresent(blocks::add);
    masters(result).ifPresent(blocks::add);
    return blocks.isEmpty()
        ? Optional.empty()
        : Optional.of(new Section("waiting", "What is shared", blocks));
  }

  private static Optional<Spans> mutex(ResultRecord result) {
    Metrics metrics = new Metrics(result);
    BarRows rows = new BarRows("ns");
    for (String flow : List.of("boot", "shutdown", "recovery")) {
      for (String device : metrics.names(flow + "\\.([^.]+)\\.scm_wait")) {
        String heading = device;
        for (VariantResult variant : result.variants()) {
          String stem = flow + "." + device + ".scm_";
          if (Metrics.mean(variant, stem + "hold") > 0) {
            rows.add(heading, variant.name() + ", waiting", 0, wait(variant, stem), none());
            double hold = Metrics.mean(variant, stem + "hold");
            rows.add("", variant.name() + ", holding", 1, hold, none());
            heading = "";
          }
        }
      }
    }
    double most = 0;
    for (VariantResult variant : result.variants()) {
      most = Math.max(most, Metrics.sum(variant, "(boot|shutdown|recovery)\\..+\\.scm_wait"));
    }
    if (rows.isEmpty() || most == 0) {
      return Optional.empty();
    }
    String summary =
        "All calls to TrustZone take turns on one mutex: processors wait for it for up to "
            + Human.of("ns", most)
            + " in all.";
    return Optional.of(
        rows.chart("mutex", "Waiting for the SCM mutex", summary, List.of("waiting", "holding")));
  }

  private static double wait(VariantResult variant, String stem) {
    return Metrics.mean(variant, stem + "wait");
  }

  private static Optional<Interval> none() {
    return Optional.empty();
  }

  private static Optional<HeatMap> busy(ResultRecord result) {
    List<String> names =
        new Metrics(result)
            .names("(.+)\\.utilization").stream()
                .filter(name -> most(result, name) >= LEAST_SHARE)
                .sorted(Comparator.comparingDouble((String name) -> -most(result, name)))
                .limit(MOST_RESOURCES)
                .toList();
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new HeatMap(
                "utilization",
                "How busy locks and cache lines are",
                "Share of the measured time in which one holds it, the busiest first. At 100 % it is"
                    + " what limits.",
                "variant",
                "resource",
                "percent",
                variants(result),
                names,
                shares(result, names, "", ".utilization")));
  }

  /** In the variant where it is busiest. */
  private static double most(ResultRecord result, String name) {
    return result.variants().stream()
        .mapToDouble(variant -> Metrics.mean(variant, name + ".utilization"))
        .max()
        .orElse(0);
  }

  /** Each master in each variant, where there are several. */
  private static Optional<HeatMap> masters(ResultRecord result) {
    List<String> masters =
        List.copyOf(new Metrics(result).names("dma\\.(.+)\\.translation_overhead"));
    return masters.size() < 2
        ? Optional.empty()
        : Optional.of(
            new HeatMap(
                "masters",
                "Overhead of translation",
                "What translation adds to a request of each bus master, of its time without.",
                "variant",
                "master",
                "percent",
                variants(result),
                masters,
                shares(result, masters, "dma.", ".translation_overhead")));
  }

  private static List<String> variants(ResultRecord result) {
    return result.variants().stream().map(VariantResult::name).toList();
  }

  /** As percent: a row per name, a column per variant. */
  private static List<List<OptionalDouble>> shares(
      ResultRecord result, List<String> names, String begin, String end) {
    List<List<OptionalDouble>> values = new ArrayList<>();
    for (String name : names) {
      List<OptionalDouble> row = new ArrayList<>();
      for (VariantResult variant : result.variants()) {
        Optional<Figure> figure = Metrics.of(variant, begin + name + end);
        row.add(
            figure.isPresent()
                ? OptionalDouble.of(figure.get().mean() * 100)
                : OptionalDouble.empty());
      }
      values.add(row);
    }
    return values;
  }
}
