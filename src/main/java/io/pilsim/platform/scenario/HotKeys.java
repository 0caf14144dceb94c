package io.pilsim.platform.scenario;

import io.pilsim.platform.model.Dimension;
import io.pilsim.platform.scenario.Key.Kind;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The keys of flows map-unmap and fastrpc. */
final class HotKeys {
  static final Set<Flow> FLOWS =
      Collections.unmodifiableSet(EnumSet.of(Flow.MAP_UNMAP, Flow.FASTRPC));

  static final List<Key> LEAVES =
      List.of(
          count("cpus", "threads, one on each core").otherwise("1"),
          quantity("buffer", Dimension.BYTES, "of each buffer").otherwise("64 KiB"),
          count("batch", "buffers that are mapped and unmapped together").otherwise("1"),
          count("pairs", "measured maps and unmaps of each thread").otherwise("1000"),
          count("warmup_pairs", "those that go before").otherwise("300"),
          quantity("page", Dimension.BYTES, "largest leaf that tables may use").otherwise("1 GiB"),
          choice("placement", Word.all(Placement.class), "where buffers lie in memory")
              .otherwise(Placement.ALIGNED.word()),
          choice("stages", Word.all(Stages.class), "what translates")
              .otherwise(Stages.STAGE1.word()),
          choice("use", Word.all(Use.class), "how buffers are come by")
              .otherwise(Use.PER_CALL.word()),
          choice("invalidation", Word.all(InvalidationMode.class), "when TLBs forget a buffer")
              .otherwise(InvalidationMode.STRICT.word()),
          choice("maintenance", Word.all(Maintenance.class), "how invalidations reach the SMMU")
              .otherwise(Maintenance.NATIVE.word()),
          flag("contiguous", "runs of pages have the contiguous hint").otherwise("false"),
          flag("page_at_a_time", "page tables are called for each page, as before Linux 5.15")
              .otherwise("false"),
          flag("walk_by_context", "a removed table is one invalidation, not one for each page")
              .otherwise("true"),
          flag("fill", "a thread fills its buffer before it maps it").otherwise("false"),
          flag("bounce", "buffers are copied through bounce slots").otherwise("false"),
          choice("device", Word.all(DeviceUse.class), "what the device does with a buffer")
              .otherwise(DeviceUse.TOUCH.word()),
          flag("late_reads", "the device reads again after the unmap").otherwise("false"),
          quantity("think", Dimension.DURATION, "between two pairs, exponential").otherwise("0 ns"),
          Key.of("workload.dsps", Kind.COUNT, "DSPs that the threads are spread over")
              .in(Set.of(Flow.FASTRPC))
              .otherwise("1"));

  private HotKeys() {}

  private static Key count(String name, String meaning) {
    return Key.of("workload." + name, Kind.COUNT, meaning).in(FLOWS);
  }

  private static Key flag(String name, String meaning) {
    return quantity(name, Dimension.FLAG, meaning);
  }

  private static Key quantity(String name, Dimension dimension, String meaning) {
    return Key.quantity("workload." + name, dimension, meaning).in(FLOWS);
  }

  private static Key choice(String name, List<String> words, String meaning) {
    return Key.choice("workload." + name, words, meaning).in(FLOWS);
  }
}
