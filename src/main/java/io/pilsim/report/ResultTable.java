package io.pilsim.report;

import io.pilsim.experiment.Figure;
import io.pilsim.experiment.ResultRecord;
import io.pilsim.experiment.VariantResult;
import io.pilsim.experiment.statistics.Interval;
import io.pilsim.platform.scenario.MetricNames;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/** The table of a result: variants side by side, times first, then what was counted. */
public final class ResultTable {
  private record Count(String metric, String label) {}

  private static final List<Count> COUNTS =
      List.of(
          new Count("smc_calls", "SMCs"),
          new Count("bridges_created", "bridges created"),
          new Count("tzmem_growths", "tzmem growths"),
          new Count("map.calls", "carveout map calls"),
          new Count("map.leaf_ptes", "carveout leaf PTEs"),
          new Count("map.tables", "carveout tables"),
          new Count("devmem.calls", "devmem map calls"),
          new Count("devmem.leaf_ptes", "devmem leaf PTEs"),
          new Count("devmem.tables", "devmem tables"),
          new Count("unmap.calls", "unmap calls"),
          new Count("unmap.leaf_ptes", "leaf PTEs cleared"),
          new Count("unmap.tlbi", "TLB invalidations"),
          new Count("unmap.tlb_syncs", "TLB syncs"));

  private static final String LIFECYCLE = "lifecycle";

  private final ResultRecord result;
  private final String flow;
  private final TextTable table;
  private final Set<String> shown = new LinkedHashSet<>();

  private ResultTable(ResultRecord result) {
    this.result = result;
    this.flow = flow(result);
    this.table = new TextTable(result.variants().stream().map(VariantResult::name).toList());
  }

  public static TextTable of(ResultRecord result) {
    ResultTable made = new ResultTable(result);
    if (HotTable.isOne(result)) {
      new HotTable(result, made.table, made).fill();
    } else if (DmaTable.isOne(result)) {
      new DmaTable(result, made.table, made).fill();
    } else if (made.flow.isEmpty() && made.matching("left\\.bridges").isEmpty()) {
      made.everything();
    } else if (made.flow.isEmpty()) {
      made.smmu();
      made.left();
    } else if (made.flow.equals(LIFECYCLE)) {
      made.lifecycle();
      made.smmu();
      made.left();
    } else {
      made.totals();
      made.stages();
      made.waits();
      made.counts();
      made.smmu();
      made.left();
    }
    return made.table;
  }

  /** What the main metric begins with; empty when there is none. */
  private static String flow(ResultRecord result) {
    for (String flow : List.of("boot", "shutdown", "recovery", LIFECYCLE)) {
      if (result.variants().stream()
          .flatMap(variant -> variant.metrics().keySet().stream())
          .anyMatch(metric -> metric.startsWith(flow + "."))) {
        return flow;
      }
    }
    return "";
  }

  private List<String> devices() {
    SortedSet<String> devices = new TreeSet<>();
    for (String end : List.of(".total_time", ".errno")) {
      for (VariantResult variant : result.variants()) {
        for (String metric : variant.metrics().keySet()) {
          if (metric.startsWith(flow + ".") && metric.endsWith(end)) {
            devices.add(metric.substring(flow.length() + 1, metric.length() - end.length()));
          }
        }
      }
    }
    devices.remove("all");
    return List.copyOf(devices);
  }

  private void lifecycle() {
    metric("operations", "lifecycle.operations");
    metric("  that failed", "lifecycle.failed");
    metricUnlessZero("  crashes without effect", "lifecycle.ineffective");
    metricUnlessZero("boot, on average", "lifecycle.boot_time");
    metricUnlessZero("shutdown", "lifecycle.shutdown_time");
    metricUnlessZero("recovery", "lifecycle.recovery_time");
    metricUnlessZero("waiting for the SCM mutex", "scm.lock.wait_time");
    table.section("counts");
    metricUnlessZero("  SMCs", "scm.calls");
  }

  private void totals() {
    table.row("total", new Best(result, flow + ".all.total_time").cells());
    if (result.variants().stream().anyMatch(variant -> variant.replications() > 1)) {
      row("  95 % of the mean", variant -> halfWidth(variant));
    }
    if (result.variants().stream().anyMatch(variant -> variant.uncertainty().isPresent())) {
      row("  assumed all fast", v -> v.uncertainty().map(u -> Human.of(u.unit(), u.low())));
      row("  assumed all slow", v -> v.uncertainty().map(u -> Human.of(u.unit(), u.high())));
    }
    if (devices().size() > 1) {
      for (String device : devices()) {
        metric("  " + device, flow + "." + device + ".total_time");
      }
    }
  }

  private Optional<String> halfWidth(VariantResult variant) {
    return Optional.ofNullable(variant.metrics().get(flow + ".all.total_time"))
        .flatMap(figure -> figure.ci95().map(ci -> "±" + Human.of(figure.unit(), half(ci))));
  }

  private static double half(Interval ci) {
    return (ci.high() - ci.low()) / 2;
  }

  /** Of the only one, or of the last one through in the first variant. */
  private void stages() {
    VariantResult first = result.variants().get(0);
    String last = "";
    double latest = -1;
    for (String device : devices()) {
      Figure total = first.metrics().get(flow + "." + device + ".total_time");
      if (total != null && total.mean() > latest) {
        latest = total.mean();
        last = device;
      }
    }
    List<String> stages = MetricNames.stagesOf(flow + ".");
    String stem = flow + "." + last + ".stage.";
    if (stages.stream().anyMatch(stage -> anyAbove(stem + stage))) {
      table.section(
          devices().size() > 1 ? "stages of " + last + ", the last one through" : "stages");
      stages.forEach(stage -> metricUnlessZero("  " + stage, stem + stage));
    }
  }

  private void waits() {
    List<String> devices = devices();
    String name = ".scm_wait";
    if (devices.stream().anyMatch(device -> anyAbove(flow + "." + device + name))) {
      table.section("of it waiting for the SCM mutex");
      devices.forEach(device -> metric("  " + device, flow + "." + device + name));
      table.section("and holding it");
      devices.forEach(device -> metric("  " + device, flow + "." + device + ".scm_hold"));
    }
  }

  private void counts() {
    table.section("counts");
    for (Count count : COUNTS) {
      List<String> metrics =
          devices().stream().map(device -> flow + "." + device + "." + count.metric).toList();
      if (metrics.stream().anyMatch(this::anyAbove)) {
        row("  " + count.label, variant -> sum(variant, metrics));
      }
    }
  }

  private static Optional<String> sum(VariantResult variant, List<String> metrics) {
    List<Figure> figures = new ArrayList<>();
    for (String metric : metrics) {
      Optional.ofNullable(variant.metrics().get(metric)).ifPresent(figures::add);
    }
    double sum = figures.stream().mapToDouble(Figure::mean).sum();
    return figures.isEmpty() ? Optional.empty() : Optional.of(Human.of(figures.get(0).unit(), sum));
  }

  void smmu() {
    metricUnlessZero("  hypervisor traps", "qhee.traps");
    metricUnlessZero("  calls TrustZone answered", "tz.calls");
    metricUnlessZero("  tzmem in use, at most", "tzmem.bytes_in_use.max");
    metricUnlessZero("  SMMU table walks", "smmu.walks");
    metricUnlessZero("  SMMU table reads", "smmu.pte_reads");
    metricUnlessZero("  SMMU faults", "smmu.faults");
    for (String structure : List.of("utlb", "tlb")) {
      for (String outcome : List.of("lookups", "misses")) {
        List<String> metrics = structureMetrics(structure, outcome);
        if (metrics.stream().anyMatch(this::anyAbove)) {
          String name = structure.equals("utlb") ? "uTLB " : "TLB ";
          row("  " + name + outcome, variant -> sum(variant, metrics));
        }
      }
    }
  }

  /** What is still there when the flow is over. */
  private void left() {
    if (result.variants().stream().noneMatch(v -> v.metrics().containsKey("left.bridges"))) {
      return;
    }
    List<String> leaves = matching("left\\.[^.]+\\.leaf_ptes");
    List<String> bridges = matching("left\\.[^.]+\\.carveout_bridges");
    table.section("there at the end");
    row("  leaf PTEs in the SMMU", variant -> sum(variant, leaves));
    row("  bridges over carveouts", variant -> sum(variant, bridges));
    metric("  bridges over the pool", "left.bridges");
    metric("  tzmem in use", "left.tzmem_bytes");
    metric("  context banks of Linux", "left.context_banks");
  }

  private List<String> structureMetrics(String structure, String outcome) {
    return matching("smmu\\.(tbu\\d+|tcu)\\." + structure + "\\." + outcome);
  }

  private List<String> matching(String pattern) {
    return result.variants().stream()
        .flatMap(variant -> variant.metrics().keySet().stream())
        .filter(metric -> metric.matches(pattern))
        .distinct()
        .toList();
  }

  private void everything() {
    for (VariantResult variant : result.variants()) {
      for (String metric : variant.metrics().keySet()) {
        if (shown.add(metric)) {
          metric(metric, metric);
        }
      }
    }
  }

  void metricUnlessZero(String label, String metric) {
    if (anyAbove(metric)) {
      metric(label, metric);
    }
  }

  private boolean anyAbove(String metric) {
    return result.variants().stream()
        .map(variant -> variant.metrics().get(metric))
        .anyMatch(figure -> figure != null && figure.mean() > 0);
  }

  void metric(String label, String metric) {
    row(
        label,
        variant ->
            Optional.ofNullable(variant.metrics().get(metric))
                .filter(figure -> figure.n() > 0)
                .map(figure -> Human.of(figure.unit(), figure.mean())));
  }

  void row(String label, Function<VariantResult, Optional<String>> cell) {
    table.row(
        label, result.variants().stream().map(variant -> cell.apply(variant).orElse("-")).toList());
  }
}
