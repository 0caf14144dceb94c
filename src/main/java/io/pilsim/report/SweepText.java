package io.pilsim.report;

import io.pilsim.experiment.sweep.PointSummary;
import io.pilsim.experiment.sweep.SweepResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A sweep on the console: its main metric by point and variant, and what became of its trials. */
public final class SweepText {
  private static final int WIDTH = 80;
  private static final int MOST_ROWS = 200;
  private static final int MOST_POINTS = 40;
  private static final int DECIMALS = 3;

  private final SweepResult result;
  private final Style style;

  public SweepText(SweepResult result, Style style) {
    this.result = result;
    this.style = style;
  }

  public String text() {
    StringBuilder text = new StringBuilder(style.bold(title())).append("\n\n");
    text.append(table().text(WIDTH)).append('\n');
    for (String line : remarks()) {
      Wrap.lines(line, WIDTH, "  ").forEach(each -> text.append(each).append('\n'));
    }
    return text.toString();
  }

  public String markdown() {
    StringBuilder text = new StringBuilder("## " + title() + "\n\n");
    text.append(table().markdown()).append('\n');
    remarks().forEach(line -> text.append("- ").append(line).append('\n'));
    return text.toString();
  }

  private String title() {
    String shard =
        result.manifest().shard().of() == 1 ? "" : ", shard " + result.manifest().shard();
    return result.manifest().scenario()
        + ": "
        + result.manifest().metric()
        + " at "
        + result.manifest().points()
        + " points"
        + shard;
  }

  /** Points below each other, variants beside each other. */
  private TextTable table() {
    Map<String, Map<String, String>> points = new LinkedHashMap<>();
    Map<String, String> labels = new LinkedHashMap<>();
    Set<String> variants = new LinkedHashSet<>();
    for (PointSummary summary : result.summaries(MOST_ROWS)) {
      String label = String.join(", ", summary.row().over());
      labels.put(label, readable(summary.row().over()));
      if (points.size() < MOST_POINTS || points.containsKey(label)) {
        points
            .computeIfAbsent(label, any -> new LinkedHashMap<>())
            .put(summary.row().variant(), cell(summary));
        variants.add(summary.row().variant());
      }
    }
    boolean few = variants.size() <= 8;
    TextTable table = new TextTable(few ? List.copyOf(variants) : List.of("mean"));
    table.section(String.join(", ", result.manifest().paths()));
    points.forEach(
        (label, cells) -> {
          if (few) {
            List<String> row = new ArrayList<>();
            variants.forEach(variant -> row.add(cells.getOrDefault(variant, "-")));
            table.row("  " + labels.get(label), row);
          } else {
            cells.forEach(
                (variant, cell) ->
                    table.row("  " + labels.get(label) + " " + variant, List.of(cell)));
          }
        });
    return table;
  }

  /** What an even division gave is as people read it; what somebody wrote stays. */
  private static String readable(List<String> over) {
    return String.join(
        ", ", over.stream().map(each -> isLong(each) ? Amount.text(each) : each).toList());
  }

  private static boolean isLong(String value) {
    int point = value.indexOf('.');
    return point > 0 && value.matches("[0-9.]+ .*") && value.indexOf(' ') - point > DECIMALS;
  }

  private String cell(PointSummary summary) {
    if (summary.failed() == summary.replications()) {
      return "failed";
    }
    PointSummary.Mean mean = summary.metrics().get(result.manifest().metric());
    if (mean == null || summary.incomplete() > 0) {
      return "-";
    }
    String half =
        mean.ci95()
            .filter(ci -> ci.half() > 0)
            .map(ci -> " ±" + Human.of(mean.unit(), ci.half()))
            .orElse("");
    return Human.of(mean.unit(), mean.mean()) + half;
  }

  private List<String> remarks() {
    List<String> lines = new ArrayList<>();
    int rows = result.manifest().rows().size();
    if (rows > MOST_ROWS || rows > MOST_POINTS) {
      lines.add("all " + rows + " rows are in sweep.csv");
    }
    result.failures().forEach(reason -> lines.add(style.bad("failed: " + reason)));
    result.faults().forEach(reason -> lines.add(style.bad("a fault of pilsim: " + reason)));
    lines.add(
        "trials: "
            + result.outcome().run()
            + " run, "
            + result.outcome().reused()
            + " reused from earlier, "
            + result.outcome().failed()
            + " failed");
    return lines;
  }
}
