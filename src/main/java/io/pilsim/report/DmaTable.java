package io.pilsim.report;

import io.pilsim.experiment.Figure;
import io.pilsim.experiment.ResultRecord;
import io.pilsim.experiment.VariantResult;
import java.util.List;
import java.util.Optional;

/** The table of bus masters: what each got, and what the SMMU made of it. */
final class DmaTable {
  private static final String PREFIX = "dma.";
  private static final String END = ".requests";

  private final ResultRecord result;
  private final TextTable table;
  private final ResultTable rows;

  DmaTable(ResultRecord result, TextTable table, ResultTable rows) {
    this.result = result;
    this.table = table;
    this.rows = rows;
  }

  static boolean isOne(ResultRecord result) {
    return result.variants().stream()
        .flatMap(variant -> variant.metrics().keySet().stream())
        .anyMatch(metric -> metric.startsWith(PREFIX));
  }

  void fill() {
    masters().forEach(this::master);
    table.section("SMMU");
    rows.metricUnlessZero("  translation", "smmu.translation_time");
    if (result.variants().stream().anyMatch(variant -> variant.uncertainty().isPresent())) {
      rows.row("    assumed all fast", v -> v.uncertainty().map(u -> Human.of(u.unit(), u.low())));
      rows.row("    assumed all slow", v -> v.uncertainty().map(u -> Human.of(u.unit(), u.high())));
    }
    rows.metricUnlessZero("  walk", "smmu.walk_time");
    rows.smmu();
    rows.metricUnlessZero("  table reads found in caches", "dram.table_reads_snooped");
    rows.metricUnlessZero("  DRAM row hits", "dram.row_hits");
    rows.metricUnlessZero("  DRAM rows closed", "dram.row_closed");
    rows.metricUnlessZero("  DRAM row conflicts", "dram.row_conflicts");
  }

  private List<String> masters() {
    return result.variants().stream()
        .flatMap(variant -> variant.metrics().keySet().stream())
        .filter(metric -> metric.startsWith(PREFIX) && metric.endsWith(END))
        .map(metric -> metric.substring(PREFIX.length(), metric.length() - END.length()))
        .distinct()
        .toList();
  }

  private void master(String name) {
    String stem = PREFIX + name + ".";
    table.section(name);
    rows.metric("  bandwidth", stem + "bandwidth");
    table.row("  latency", new Best(result, stem + "latency").cells());
    rows.row("    99 % within", variant -> cell(variant, stem + "latency", "ns", Figure::p99));
    rows.row(
        "  overhead of translation",
        variant ->
            cell(variant, stem + "translation_overhead", "percent", figure -> figure.mean() * 100));
    rows.metric("  requests", stem + "requests");
    rows.metricUnlessZero("  refused", stem + "refused");
  }

  /** A figure's number, as people read it. */
  private interface Reading {
    double of(Figure figure);
  }

  private static Optional<String> cell(
      VariantResult variant, String metric, String unit, Reading reading) {
    return Optional.ofNullable(variant.metrics().get(metric))
        .map(figure -> Human.of(unit, reading.of(figure)));
  }
}
