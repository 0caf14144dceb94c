package io.pilsim.platform.scenario;

import io.pilsim.flow.BootStage;
import io.pilsim.platform.model.Dimension;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The metrics that a workload can yield, so that a mistyped one is found before anything runs.
 * {@code D} stands for a remote processor of the workload or {@code all}, {@code S} for a stage,
 * {@code K} for a number and {@code N} for any name.
 */
public final class MetricNames {
  /** The stages of a boot, in their order; they sum to the total. */
  public static final List<String> STAGES =
      Arrays.stream(BootStage.values()).map(BootStage::step).toList();

  private static final Set<String> FLOWS = Set.of("boot", "shutdown", "recovery");

  private record Known(Pattern pattern, String sample, Dimension dimension) {}

  private final List<Known> known = new ArrayList<>();

  /**
   * @param flows words of the flows that may run; empty when unknown
   * @param remoteprocs those of the workload; empty when unknown, and then any name will do
   */
  MetricNames(Set<String> flows, Set<String> remoteprocs) {
    for (String line : TABLE) {
      Matcher parts = LINE.matcher(line);
      if (!parts.matches()) {
        throw new IllegalStateException(line);
      }
      Dimension dimension = Dimension.valueOf(parts.group(1));
      for (String pattern : alternatives(parts.group(2))) {
        String first = pattern.substring(0, pattern.indexOf('.'));
        boolean otherFlow = FLOWS.contains(first) && !flows.isEmpty() && !flows.contains(first);
        if (!otherFlow) {
          add(pattern, dimension, remoteprocs);
        }
      }
    }
  }

  public MetricNames(Workload workload) {
    this(Set.of(workload.flow().word()), new LinkedHashSet<>(workload.remoteprocs()));
  }

  /** What a metric measures; empty when the workload yields no such metric. */
  public Optional<Dimension> dimension(String metric) {
    return known.stream()
        .filter(entry -> entry.pattern.matcher(metric).matches())
        .map(Known::dimension)
        .findFirst();
  }

  /** A name of every sort, for suggestions. */
  public List<String> samples() {
    return known.stream().map(Known::sample).distinct().toList();
  }

  private void add(String pattern, Dimension dimension, Set<String> remoteprocs) {
    List<String> devices = new ArrayList<>(remoteprocs);
    devices.add(remoteprocs.isEmpty() ? "N" : "all");
    for (String device : pattern.contains(".D.") ? devices : List.of("")) {
      for (String stage : pattern.endsWith(".S") ? STAGES : List.of("")) {
        String name = pattern.replace(".D.", "." + device + ".").replaceAll("\\.S$", "." + stage);
        String regex =
            Pattern.quote(name).replace("K", "\\E\\d+\\Q").replace(".N.", ".\\E[a-z0-9_-]+\\Q.");
        String sample = name.replace("K", "0").replace(".N.", ".adsp.");
        known.add(new Known(Pattern.compile(regex), sample, dimension));
      }
    }
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

  private static final Pattern LINE = Pattern.compile("(\\w+) (\\S+)");

  private static final List<String> TABLE =
      List.of(
          "DURATION boot.D.{total_time,scm_wait}",
          "DURATION boot.D.stage.S",
          "COUNT boot.D.{errno,smc_calls,bridges_created,tzmem_growths}",
          "COUNT boot.D.map.{calls,leaf_ptes,tables}",
          "COUNT boot.D.devmem.{calls,leaf_ptes,tables}",
          "DURATION shutdown.D.{total_time,scm_wait}",
          "COUNT shutdown.D.unmap.{calls,leaf_ptes,tlbi,tlb_syncs}",
          "DURATION recovery.D.{total_time,scm_wait}",
          "DURATION scm.lock.{wait_time,hold_time}",
          "COUNT scm.{calls,entries}",
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
          "COUNT dma.N.requests",
          "BYTES dma.N.bytes",
          "DURATION dma.N.latency",
          "BANDWIDTH dma.N.bandwidth",
          "FRACTION dma.N.translation_overhead",
          "DURATION lock.N.{wait_time,hold_time}",
          "COUNT lock.N.{acquisitions,contended}");
}
