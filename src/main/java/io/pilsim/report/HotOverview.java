package io.pilsim.report;

import io.pilsim.experiment.Figure;
import io.pilsim.experiment.ResultRecord;
import io.pilsim.experiment.VariantResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Strategies one below the other: what a buffer costs, and what of it stays within reach. */
final class HotOverview {
  private final ResultRecord result;

  HotOverview(ResultRecord result) {
    this.result = result;
  }

  /** What a buffer takes, and below it what that is made of and how safe it is. */
  List<TextTable> tables() {
    return List.of(
        table(
            List.of("map", "unmap", "pair", "pairs, all CPUs"),
            List.of(
                column(variant -> mean(variant, "map.latency")),
                column(variant -> mean(variant, "unmap.latency")),
                column(variant -> mean(variant, "map.pair_time")),
                column(variant -> mean(variant, "map.total_rate")))),
        table(
            List.of("PTEs", "TLBIs", "walk reads", "exposed for", "still reachable"),
            List.of(
                column(variant -> each(variant, "map.leaf_ptes")),
                column(variant -> each(variant, "smmu.tlbi.commands")),
                column(variant -> each(variant, "smmu.pte_reads")),
                column(HotOverview::exposed),
                column(variant -> new Cell(Reach.of(variant).text(variant), "")))));
  }

  private TextTable table(List<String> titles, List<List<String>> columns) {
    TextTable table = new TextTable(titles);
    for (int i = 0; i < result.variants().size(); i++) {
      int row = i;
      List<String> cells = columns.stream().map(each -> each.get(row)).toList();
      table.row(result.variants().get(i).name(), cells);
    }
    return table;
  }

  /** A figure, and what may be added or taken away for chance. */
  private record Cell(String value, String plusMinus) {
    private static final Cell NONE = new Cell("-", "");

    /** Of a mean, of which so much is shown. */
    static Cell of(Figure figure, String shown) {
      return new Cell(
          shown,
          figure
              .ci95()
              .map(ci -> ci.half() == 0 ? "-" : "±" + share(ci.half() / figure.mean()))
              .orElse(""));
    }

    private static String share(double share) {
      return Human.percent(share).replace(" ", "");
    }

    String padded(int width) {
      return width == 0 ? value : value + " " + " ".repeat(width - plusMinus.length()) + plusMinus;
    }
  }

  /** Values stand below each other, and so do intervals. */
  private List<String> column(Function<VariantResult, Cell> cell) {
    List<Cell> cells = result.variants().stream().map(cell).toList();
    int width = cells.stream().mapToInt(each -> each.plusMinus().length()).max().orElse(0);
    return cells.stream().map(each -> each.padded(width)).toList();
  }

  /** What the columns mean, and which strategy is best for what. */
  List<String> remarks() {
    List<String> lines = new ArrayList<>();
    lines.add("what the columns mean:");
    lines.add(
        "  ±: half the width of the mean's 95 % interval, in percent of the mean; a dash where"
            + " chance plays no part");
    lines.add("  pair: a buffer mapped, used by the device and unmapped, from begin to end");
    lines.add(
        "  PTEs, TLBIs, walk reads: descriptors written, orders to TLBs to forget, and descriptors"
            + " that the SMMU read, for each buffer that was used");
    lines.add(
        "  exposed for: from the return of an unmap until TLBs had forgotten, on average; only"
            + " where the device reads late");
    lines.add(
        "  still reachable: what the device could get at after the driver was done with the buffer;"
            + " a size and a time are the most at once and the longest, until TLBs had forgotten;"
            + " always: nothing is ever taken away from it, so there is no end to it");
    List<VariantResult> all = result.variants();
    lines.add("which is best for what:");
    List<String> byCpus = byCpus(result);
    lines.addAll(byCpus.isEmpty() ? bySafety(all) : byCpus);
    return lines;
  }

  private static List<String> bySafety(List<VariantResult> all) {
    List<String> lines = new ArrayList<>();
    Cheapest.of(all)
        .ifPresent(each -> lines.add("  least time: " + each + warning(each.variant())));
    Optional<Cheapest> safe =
        Cheapest.of(all.stream().filter(v -> Reach.of(v) == Reach.NOTHING).toList());
    Optional<Cheapest> lazy =
        Cheapest.of(all.stream().filter(v -> Reach.of(v) == Reach.FOR_A_WHILE).toList());
    if (lazy.isPresent()
        && (safe.isEmpty() || lazy.get().pair().mean() < safe.get().pair().mean())) {
      lines.add(
          "  least time when unmapped memory may be reachable for a while: "
              + lazy.get()
              + warning(lazy.get().variant()));
    }
    safe.ifPresent(
        each ->
            lines.add(
                "  least time when the device must reach nothing once unmap has returned: "
                    + each
                    + (lazy.isPresent() && each.pair().mean() <= lazy.get().pair().mean()
                        ? "; to leave memory reachable for a while gains nothing"
                        : "")));
    return lines;
  }

  /** Where strategies are compared at several numbers of CPUs: who gets most done. */
  private static List<String> byCpus(ResultRecord result) {
    SortedMap<Integer, SortedMap<String, VariantResult>> rivals = new TreeMap<>();
    ScalingGroups.of(result)
        .forEach(
            (name, group) ->
                group.forEach(
                    (cpus, variant) ->
                        rivals.computeIfAbsent(cpus, any -> new TreeMap<>()).put(name, variant)));
    List<String> lines = new ArrayList<>();
    rivals.values().removeIf(each -> each.size() < 2);
    rivals.forEach(
        (cpus, each) ->
            each.entrySet().stream()
                .max(Comparator.comparingDouble(entry -> rate(entry.getValue())))
                .ifPresent(
                    best ->
                        lines.add(
                            "  most buffers a second with "
                                + (cpus == 1 ? "1 CPU: " : cpus + " CPUs: ")
                                + best.getKey()
                                + ", "
                                + Human.of("per_second", rate(best.getValue()))
                                + warning(best.getValue()))));
    return lines;
  }

  private static double rate(VariantResult variant) {
    return variant.metrics().get(ScalingGroups.RATE).mean();
  }

  private static String warning(VariantResult variant) {
    return switch (Reach.of(variant)) {
      case ALL_MEMORY -> "; but the device reaches all memory, always";
      case ITS_BUFFERS -> "; but its buffers stay mapped: the device reaches them always";
      case FOR_A_WHILE ->
          "; up to "
              + Reach.bytes(variant)
              + " stay within reach, for up to "
              + Reach.window(variant);
      case NOTHING -> "; and the device reaches nothing afterwards";
      case NOT_MEASURED -> "; what the device reaches afterwards is not measured";
    };
  }

  private static Cell mean(VariantResult variant, String metric) {
    Figure figure = variant.metrics().get(metric);
    return figure == null ? Cell.NONE : Cell.of(figure, Human.of(figure.unit(), figure.mean()));
  }

  /** What stays mapped is exposed without an end, whatever was found after an unmap. */
  private static Cell exposed(VariantResult variant) {
    return Reach.of(variant).isAlways()
        ? new Cell("always", "")
        : mean(variant, "unmap.exposure_window");
  }

  /** Of the whole run, for each buffer that was used in it. */
  private static Cell each(VariantResult variant, String metric) {
    Figure figure = variant.metrics().get(metric);
    Figure used = variant.metrics().get("map.used");
    if (figure == null || used == null || used.mean() == 0) {
      return Cell.NONE;
    }
    double each = figure.mean() / used.mean();
    boolean whole = each >= 10 || each == Math.rint(each);
    return Cell.of(figure, String.format(Locale.ROOT, whole ? "%.0f" : "%.2g", each));
  }
}
