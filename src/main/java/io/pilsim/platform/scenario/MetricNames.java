package io.pilsim.platform.scenario;

import io.pilsim.flow.FlowStages;
import io.pilsim.platform.model.Dimension;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The metrics that a workload can yield, so that a mistyped one is found before anything runs.
 * {@code D} stands for a remote processor of the workload or {@code all}, {@code S} for a stage,
 * {@code K} for a number, {@code M} for a bus master of the workload and {@code N} for any name.
 */
public final class MetricNames {
  /** What a gate alone may name: how many events the simulator fired for a variant. */
  public static final String SIMULATOR_EVENTS = "simulator.events";

  private static final Set<String> FLOWS = Set.of("boot", "shutdown", "recovery", "lifecycle");

  /** One row of the table, with one template per alternative of its braces. */
  private record Row(Dimension dimension, List<String> templates) {}

  private final List<Row> rows = new ArrayList<>();
  private final Set<String> remoteprocs;
  private final Set<String> masters;

  /**
   * @param flows words of the flows that may run; empty when unknown
   * @param remoteprocs those of the workload; empty when unknown, and then any name will do
   * @param masters the same of bus masters
   */
  MetricNames(Set<String> flows, Set<String> remoteprocs, Set<String> masters) {
    this.remoteprocs = Set.copyOf(remoteprocs);
    this.masters = Collections.unmodifiableSet(new TreeSet<>(masters));
    for (String line : TABLE) {
      int space = line.indexOf(' ');
      Dimension dimension = Dimension.valueOf(line.substring(0, space));
      String first = line.substring(space + 1, line.indexOf('.'));
      boolean otherFlow = FLOWS.contains(first) && !flows.isEmpty() && !flows.contains(first);
      if (!otherFlow) {
        rows.add(new Row(dimension, alternatives(line.substring(space + 1))));
      }
    }
  }

  /** The stages of a flow, in their order; they sum to its total. */
  public static List<String> stagesOf(String metric) {
    return Arrays.stream(FlowStages.values())
        .filter(each -> metric.startsWith(each.routine() + "."))
        .findFirst()
        .map(FlowStages::steps)
        .orElse(List.of());
  }

  public MetricNames(Workload workload) {
    this(
        Set.of(workload.flow().word()),
        new LinkedHashSet<>(workload.remoteprocs()),
        new LinkedHashSet<>(workload.masterNames()));
  }

  /** What a metric measures; empty when the workload yields no such metric. */
  public Optional<Dimension> dimension(String metric) {
    for (Row row : rows) {
      for (String template : row.templates) {
        if (matches(template, metric)) {
          return Optional.of(row.dimension);
        }
      }
    }
    return Optional.empty();
  }

  private boolean matches(String template, String metric) {
    int t = 0;
    int m = 0;
    while (t <= template.length() && m <= metric.length()) {
      String step = step(template, t);
      String name = step(metric, m);
      if (!stepMatches(step, name, metric)) {
        return false;
      }
      t += step.length() + 1;
      m += name.length() + 1;
    }
    return t > template.length() && m > metric.length();
  }

  private static String step(String path, int from) {
    int end = path.indexOf('.', from);
    return path.substring(from, end < 0 ? path.length() : end);
  }

  private boolean stepMatches(String step, String name, String metric) {
    return switch (step) {
      case "D" -> remoteprocs.isEmpty() || remoteprocs.contains(name) || name.equals("all");
      case "S" -> stagesOf(metric).contains(name);
      case "M" -> masters.isEmpty() || masters.contains(name);
      case "N" -> !name.isEmpty();
      default -> step.endsWith("K") ? isNumbered(step, name) : step.equals(name);
    };
  }

  private static boolean isNumbered(String step, String name) {
    String stem = step.substring(0, step.length() - 1);
    return name.startsWith(stem)
        && name.length() > stem.length()
        && name.substring(stem.length()).chars().allMatch(Character::isDigit);
  }

  /** A name of every sort, for suggestions. */
  public List<String> samples() {
    List<String> samples = new ArrayList<>();
    Set<String> devices = new LinkedHashSet<>(new TreeSet<>(remoteprocs));
    devices.add("all");
    for (Row row : rows) {
      for (String template : row.templates) {
        for (String device : template.contains(".D.") ? devices : Set.of("")) {
          for (String stage : template.endsWith(".S") ? stagesOf(template) : List.of("S")) {
            samples.add(sample(template, device, stage));
          }
        }
      }
    }
    return samples;
  }

  private String sample(String template, String device, String stage) {
    String master = masters.isEmpty() ? "master" : masters.iterator().next();
    String name =
        template
            .replace(".D.", "." + device + ".")
            .replace(".M.", "." + master + ".")
            .replace(".N.", ".adsp.");
    String numbered = name.replace("K.", "0.");
    return numbered.endsWith(".S")
        ? numbered.substring(0, numbered.length() - 1) + stage
        : numbered;
  }

  /** One name per alternative of the braces at its end. */
  private static List<String> alternatives(String pattern) {
    int open = pattern.lastIndexOf('{');
    if (open < 0) {
      return List.of(pattern);
    }
    List<String> all = new ArrayList<>();
    String inner = pattern.substring(open + 1, pattern.length() - 1);
    for (int from = 0; from <= inner.length(); ) {
      int comma = inner.indexOf(',', from);
      int end = comma < 0 ? inner.length() : comma;
      all.add(pattern.substring(0, open) + inner.substring(from, end));
      from = end + 1;
    }
    return all;
  }

  private static final List<String> TABLE =
      List.of(
          "DURATION boot.D.{total_time,scm_wait,scm_hold}",
          "DURATION boot.D.stage.S",
          "COUNT boot.D.{errno,smc_calls,bridges_created,tzmem_growths}",
          "COUNT boot.D.map.{calls,leaf_ptes,tables}",
          "COUNT boot.D.devmem.{calls,leaf_ptes,tables}",
          "DURATION shutdown.D.{total_time,scm_wait,scm_hold}",
          "DURATION shutdown.D.stage.S",
          "COUNT shutdown.D.{errno,smc_calls}",
          "COUNT shutdown.D.unmap.{calls,leaf_ptes,tlbi,tlb_syncs}",
          "DURATION recovery.D.{total_time,scm_wait,scm_hold}",
          "DURATION recovery.D.stage.S",
          "COUNT recovery.D.{errno,smc_calls}",
          "DURATION lifecycle.{boot_time,shutdown_time,recovery_time}",
          "COUNT lifecycle.{operations,failed,ineffective}",
          "COUNT invariants.broken",
          "DURATION scm.{call_time,lock.wait_time,lock.hold_time}",
          "COUNT scm.{calls,entries}",
          "COUNT tz.{calls,sleeps}",
          "COUNT xpu.{checks,violations}",
          "COUNT cpu.speculation.reads",
          "BYTES tzmem.{bytes_in_use,bytes_in_use.max,pool_bytes,pool_bytes.max}",
          "COUNT left.D.{leaf_ptes,carveout_bridges}",
          "BYTES left.tzmem_bytes",
          "COUNT left.{bridges,context_banks}",
          "COUNT tzmem.allocation_failures",
          "COUNT smmu.tbuK.utlb.{lookups,hits,misses}",
          "COUNT smmu.tbuK.tlb.{lookups,hits,misses}",
          "COUNT smmu.tcu.tlb.{lookups,hits,misses}",
          "COUNT smmu.tcu.walk_cache.s1lK.{lookups,hits,misses}",
          "COUNT smmu.tcu.walk_cache.s2lK.{lookups,hits,misses}",
          "COUNT smmu.tcu.config_cache.{lookups,hits,misses}",
          "COUNT smmu.tcu.ipa_cache.{lookups,hits,misses}",
          "DURATION smmu.{translation_time,walk_time,tlbi.sync_time}",
          "COUNT smmu.{walks,pte_reads,faults,tlbi.commands}",
          "COUNT dma.M.{requests,completed,refused}",
          "BYTES dma.M.bytes",
          "DURATION dma.M.{latency,translation}",
          "BANDWIDTH dma.M.bandwidth",
          "FRACTION dma.M.translation_overhead",
          "COUNT dram.{table_reads,table_reads_snooped,reads,writes}",
          "COUNT dram.{row_hits,row_closed,row_conflicts,refresh_waits}",
          "DURATION dram.latency",
          "COUNT N.map.{maps,unmaps,failures,calls,leaf_ptes,tables,table_races}",
          "COUNT N.unmap.{calls,stale_returns}",
          "DURATION N.unmap.exposure_window",
          "DURATION map.{latency,device_time,pair_time}",
          "COUNT map.{rate,total_rate,window_rate,window_pairs,maps,unmaps,failures,calls,leaf_ptes,tables,table_races}",
          "BYTES map.{mapped_bytes,mapped_bytes.max}",
          "DURATION unmap.{latency,exposure_window}",
          "BYTES unmap.exposed_bytes_max",
          "COUNT unmap.{calls,stale_returns}",
          "COUNT unmap.late.{reads,stale,refused,mapped}",
          "COUNT iova.{allocations,cache_hits,tree_steps,failures,flushes,in_use}",
          "COUNT flush_queue.{queued,freed,flushes,timeouts}",
          "COUNT cmdq.{cas_attempts,cas_failures,commands,syncs,publications,full}",
          "DURATION cmdq.irqs_off",
          "DURATION iommu.irqs_off",
          "DURATION line.N.{busy_time,wait_time}",
          "COUNT line.N.{accesses,transfers}",
          "COUNT device.{requests,completed,refused}",
          "BYTES device.bytes",
          "DURATION device.{latency,translation}",
          "DURATION lock.N.{wait_time,hold_time}",
          "FRACTION lock.N.utilization",
          "FRACTION line.N.utilization",
          "COUNT lock.N.{acquisitions,contended}");
}
