package io.pilsim.report.content;

import io.pilsim.experiment.ResultRecord;
import io.pilsim.experiment.VariantResult;
import io.pilsim.platform.scenario.MetricNames;
import io.pilsim.report.Human;
import io.pilsim.report.page.Block;
import io.pilsim.report.page.Grid;
import io.pilsim.report.page.Section;
import io.pilsim.report.page.Spans;
import io.pilsim.report.page.Spans.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedSet;

/**
 * Where the time of a flow goes: its stages, one after the other, of each processor and variant.
 * They sum to the total, and processors begin together, so that stacks are timelines, too.
 */
final class BudgetSection {
  private static final int MOST_COLORS = 8;

  private final ResultRecord result;
  private final String flow;
  private final List<String> stages;
  private final List<String> devices;
  private final List<String> colored;
  private final double longest;

  private BudgetSection(ResultRecord result, String flow) {
    this.result = result;
    this.flow = flow;
    this.stages = MetricNames.stagesOf(flow + ".");
    SortedSet<String> names = new Metrics(result).names(flow + "\\.([^.]+)\\.total_time");
    names.remove("all");
    this.devices = List.copyOf(names);
    List<String> byTime =
        stages.stream()
            .filter(stage -> total(stage) > 0)
            .sorted(Comparator.comparingDouble((String stage) -> -total(stage)))
            .limit(MOST_COLORS)
            .toList();
    this.colored = stages.stream().filter(byTime::contains).toList();
    double most = 0;
    for (VariantResult variant : result.variants()) {
      for (String device : devices) {
        most = Math.max(most, sum(variant, device));
      }
    }
    this.longest = most;
  }

  static Optional<Section> of(ResultRecord result) {
    for (String flow : List.of("boot", "shutdown", "recovery")) {
      BudgetSection made = new BudgetSection(result, flow);
      if (made.longest > 0) {
        List<Block> blocks = new ArrayList<>(List.of(made.budget()));
        blocks.add(
            new LaneChart(flow, made.longest, made.devices, result.variants(), made::length)
                .chart());
        return Optional.of(new Section("budget", "Where the time goes", blocks));
      }
    }
    return Optional.empty();
  }

  double length(VariantResult variant, String device, String stage) {
    return Metrics.mean(variant, flow + "." + device + ".stage." + stage);
  }

  private double sum(VariantResult variant, String device) {
    return stages.stream().mapToDouble(stage -> length(variant, device, stage)).sum();
  }

  private double total(String stage) {
    double total = 0;
    for (VariantResult variant : result.variants()) {
      for (String device : devices) {
        total += length(variant, device, stage);
      }
    }
    return total;
  }

  private Spans budget() {
    List<Spans.Row> rows = new ArrayList<>();
    List<String> columns = new ArrayList<>(List.of("stage"));
    List<List<OptionalDouble>> values = new ArrayList<>();
    for (String device : devices) {
      boolean first = true;
      for (VariantResult variant : result.variants()) {
        if (sum(variant, device) > 0) {
          String heading = first && devices.size() > 1 ? device : "";
          rows.add(row(heading, variant, device));
          columns.add(devices.size() > 1 ? device + ", " + variant.name() : variant.name());
          values.add(column(variant, device));
          first = false;
        }
      }
    }
    List<String> legend = new ArrayList<>(colored);
    boolean others = stages.stream().anyMatch(s -> total(s) > 0 && !colored.contains(s));
    if (others) {
      legend.add("other stages");
    }
    String title = "Latency budget of the " + flow;
    return new Spans(
        "budget",
        title,
        summary(),
        grid(title, columns, values),
        "ns",
        0,
        longest,
        OptionalDouble.empty(),
        legend,
        rows);
  }

  private Spans.Row row(String heading, VariantResult variant, String device) {
    List<Span> spans = new ArrayList<>();
    double at = 0;
    for (String stage : stages) {
      double length = length(variant, device, stage);
      if (length > 0) {
        int color = colored.indexOf(stage);
        spans.add(
            new Span(
                stage + ": " + Human.of("ns", length),
                color < 0 ? MOST_COLORS : color,
                at,
                at + length,
                Optional.empty()));
        at += length;
      }
    }
    return new Spans.Row(heading, variant.name(), spans, Human.of("ns", at));
  }

  private List<OptionalDouble> column(VariantResult variant, String device) {
    List<OptionalDouble> column = new ArrayList<>();
    stages.forEach(stage -> column.add(OptionalDouble.of(length(variant, device, stage))));
    column.add(OptionalDouble.of(sum(variant, device)));
    return column;
  }

  private Grid grid(String title, List<String> columns, List<List<OptionalDouble>> values) {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i <= stages.size(); i++) {
      boolean sum = i == stages.size();
      List<String> row = new ArrayList<>(List.of(sum ? "total" : stages.get(i)));
      for (List<OptionalDouble> column : values) {
        row.add(Human.of("ns", column.get(i).orElse(0)));
      }
      if (sum || total(stages.get(i)) > 0) {
        rows.add(row);
      }
    }
    return new Grid(title, columns, rows);
  }

  private String summary() {
    double all = stages.stream().mapToDouble(this::total).sum();
    List<String> parts =
        colored.stream()
            .sorted(Comparator.comparingDouble((String stage) -> -total(stage)))
            .limit(3)
            .map(stage -> stage + " " + Human.of("percent", total(stage) / all * 100))
            .toList();
    return "Most of it goes to "
        + String.join(", ", parts)
        + ". Stages follow each other and sum to the total; a stage includes its wait for the SCM"
        + " mutex.";
  }
}
