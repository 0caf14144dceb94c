package io.pilsim.report;

import io.pilsim.experiment.Figure;
import io.pilsim.experiment.ResultRecord;
import io.pilsim.experiment.VariantResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Strategies one below the other: what a buffer costs, and what of it stays within reach. */
final class HotOverview {
  private static final List<String> COLUMNS =
      List.of("map", "unmap", "pair", "PTEs", "TLBIs", "still reachable");

  private final ResultRecord result;

  HotOverview(ResultRecord result) {
    this.result = result;
  }

  TextTable table() {
    TextTable table = new TextTable(COLUMNS);
    for (VariantResult variant : result.variants()) {
      table.row(
          variant.name(),
          List.of(
              mean(variant, "map.latency"),
              mean(variant, "unmap.latency"),
              mean(variant, "map.pair_time"),
              each(variant, "map.leaf_ptes"),
              each(variant, "smmu.tlbi.commands"),
              Reach.of(variant).text(variant)));
    }
    return table;
  }

  /** What the columns mean, and which strategy is best for what. */
  List<String> remarks() {
    List<String> lines = new ArrayList<>();
    lines.add("what the columns mean:");
    lines.add("  pair: a buffer mapped, used by the device and unmapped, from begin to end");
    lines.add(
        "  PTEs, TLBIs: descriptors written, and orders to TLBs to forget, for each buffer that was"
            + " used");
    lines.add(
        "  still reachable: what the device could get at after the driver was done with the buffer;"
            + " a size and a time are the most at once and the longest, until TLBs had forgotten;"
            + " always: nothing is ever taken away from it, so there is no end to it");
    List<VariantResult> all = result.variants();
    lines.add("which is best for what:");
    Cheapest.of(all)
        .ifPresent(each -> lines.add("  least time: " + each + warning(each.variant())));
    Cheapest.of(all.stream().filter(v -> Reach.of(v) == Reach.FOR_A_WHILE).toList())
        .ifPresent(
            each ->
                lines.add(
                    "  least time when unmapped memory may be reachable for a while: "
                        + each
                        + warning(each.variant())));
    Cheapest.of(all.stream().filter(v -> Reach.of(v) == Reach.NOTHING).toList())
        .ifPresent(
            each ->
                lines.add(
                    "  least time when the device must reach nothing once unmap has returned: "
                        + each));
    return lines;
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

  private static String mean(VariantResult variant, String metric) {
    Figure figure = variant.metrics().get(metric);
    return figure == null ? "-" : Human.of(figure.unit(), figure.mean());
  }

  /** Of the whole run, for each buffer that was used in it. */
  private static String each(VariantResult variant, String metric) {
    Figure figure = variant.metrics().get(metric);
    Figure used = variant.metrics().get("map.used");
    if (figure == null || used == null || used.mean() == 0) {
      return "-";
    }
    double each = figure.mean() / used.mean();
    return each >= 10 || each == Math.rint(each)
        ? String.format(Locale.ROOT, "%.0f", each)
        : String.format(Locale.ROOT, "%.2g", each);
  }
}
