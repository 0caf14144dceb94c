package io.pilsim.report;

import io.pilsim.experiment.Figure;
import io.pilsim.experiment.ResultRecord;
import io.pilsim.experiment.VariantResult;
import io.pilsim.experiment.statistics.Interval;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The table of threads that map and unmap: what a pair costs, and how safe that is. */
final class HotTable {
  private static final double PER_CENT = 100;
  private static final String RATE = "map.total_rate";
  private static final String UTILIZATION = ".utilization";

  private final ResultRecord result;
  private final TextTable table;
  private final ResultTable rows;

  HotTable(ResultRecord result, TextTable table, ResultTable rows) {
    this.result = result;
    this.table = table;
    this.rows = rows;
  }

  static boolean isOne(ResultRecord result) {
    return result.variants().stream()
        .anyMatch(variant -> variant.metrics().containsKey("map.rate"));
  }

  void fill() {
    table.section("time of a buffer");
    best("map", "map.latency");
    best("unmap", "unmap.latency");
    best("pair", "map.pair_time");
    rows.row("  pairs a second and CPU", variant -> cell(variant, "map.rate"));
    rows.row("    95 % of the mean", variant -> halfWidth(variant, "map.rate"));
    rows.metric("  pairs a second, all", RATE);
    table.section("work");
    rows.metric("  buffers", "map.maps");
    rows.metric("  leaf PTEs written", "map.leaf_ptes");
    rows.metric("  tables made", "map.tables");
    rows.metricUnlessZero("  TLBIs", "smmu.tlbi.commands");
    rows.metricUnlessZero("  commands", "cmdq.commands");
    rows.metricUnlessZero("  syncs", "iommu.syncs");
    rows.metricUnlessZero("  table reads of walks", "smmu.pte_reads");
    rows.metricUnlessZero("  device reads", "device.requests");
    table.section("waiting");
    rows.row("  busiest", variant -> busiest(variant).map(Busy::text));
    rows.metricUnlessZero("  tries that failed", "cmdq.cas_failures");
    table.section("safety");
    rows.row("  exposed for", variant -> exposed(variant, "unmap.exposure_window"));
    rows.row("    95 % of the mean", variant -> halfWidth(variant, "unmap.exposure_window"));
    rows.row("  bytes exposed, at most", variant -> exposed(variant, "unmap.exposed_bytes_max"));
    rows.metric("  bytes mapped, at most", "map.mapped_bytes.max");
    rows.metricUnlessZero("  late reads", "unmap.late.reads");
    rows.metricUnlessZero("    by a stale entry", "unmap.late.stale");
    rows.metricUnlessZero("    of mapped memory", "unmap.late.mapped");
  }

  /** What is best for what, and how rates grow with CPUs. */
  static List<String> remarks(ResultRecord result) {
    return new HotRemarks(result).lines();
  }

  /** Something that is held by one at a time, and for how much of the time it is. */
  private record Busy(String name, double share) {
    String text() {
      return String.format(Locale.ROOT, "%s %.0f %%", name, share * PER_CENT);
    }
  }

  /** Of the locks and cache lines, in the time in which all threads are measured. */
  private static Optional<Busy> busiest(VariantResult variant) {
    Busy busiest = null;
    for (Map.Entry<String, Figure> each : variant.metrics().entrySet()) {
      double share = each.getValue().mean();
      if (each.getKey().endsWith(UTILIZATION)
          && share > 0
          && (busiest == null || share > busiest.share)) {
        String path = each.getKey();
        busiest = new Busy(path.substring(0, path.length() - UTILIZATION.length()), share);
      }
    }
    return Optional.ofNullable(busiest);
  }

  private void best(String label, String metric) {
    table.row("  " + label, new Best(result, metric).cells());
    rows.row("    95 % of the mean", variant -> halfWidth(variant, metric));
    rows.row(
        "    99 % within",
        variant ->
            Optional.ofNullable(variant.metrics().get(metric))
                .map(f -> Human.of(f.unit(), f.p99())));
  }

  private static Optional<String> halfWidth(VariantResult variant, String metric) {
    return Optional.ofNullable(variant.metrics().get(metric))
        .flatMap(f -> f.ci95().map(ci -> "± " + Human.of(f.unit(), half(ci))));
  }

  private static double half(Interval interval) {
    return (interval.high() - interval.low()) / 2;
  }

  /** What is never unmapped is exposed without an end, whatever was found after an unmap. */
  private static Optional<String> exposed(VariantResult variant, String metric) {
    Reach reach = Reach.of(variant);
    return reach.isAlways() ? Optional.of("always") : cell(variant, metric);
  }

  private static Optional<String> cell(VariantResult variant, String metric) {
    return Optional.ofNullable(variant.metrics().get(metric))
        .map(figure -> Human.of(figure.unit(), figure.mean()));
  }
}
