package io.pilsim.experiment.calibrate;

import io.pilsim.platform.scenario.Assignment;
import java.util.ArrayList;
import java.util.List;

/**
 * What the kernel's {@code dma_map_benchmark} printed of one run: threads that map and unmap a
 * buffer of their own over and over, and what both took on average.
 *
 * <p><b>Models</b>: each time is cut down to a multiple of 100 ns, and so is their average: both
 * are half of that too short on average, and known to what two cuts leave open.
 *
 * <p>Source: kernel/dma/map_benchmark.c.
 *
 * @param threads one on each core
 * @param pages of a buffer
 * @param delayNs between map and unmap, for which a device would be at work
 * @param mapNs as printed
 * @param unmapNs as printed
 */
record MapBenchmark(int threads, int pages, long delayNs, double mapNs, double unmapNs) {
  private static final long PAGE_KIB = 4;
  private static final double CUT_NS = 100;
  private static final double TWO_CUTS_NS = CUT_NS / Math.sqrt(6);
  private static final int PAIRS = 16;
  private static final int WARMUP = 4;

  /** Threads, pages and delay, which tell it from others. */
  String name() {
    String delay = delayNs == 0 ? "" : " delay:" + delayNs;
    return "dma_map_benchmark threads:" + threads + " granule:" + pages + delay;
  }

  Observation map() {
    return new Observation(name() + " map", mapNs + CUT_NS, TWO_CUTS_NS);
  }

  Observation unmap() {
    return new Observation(name() + " unmap", unmapNs + CUT_NS, TWO_CUTS_NS);
  }

  /** The same, done by the model. */
  List<Assignment> assignments(String platform, List<Assignment> options) {
    List<Assignment> assignments = new ArrayList<>();
    add(assignments, "platform", platform);
    add(assignments, "workload.flow", "map-unmap");
    add(assignments, "workload.device", "none");
    add(assignments, "workload.cpus", Integer.toString(threads));
    add(assignments, "workload.buffer", pages * PAGE_KIB + " KiB");
    add(assignments, "workload.pairs", Integer.toString(PAIRS));
    add(assignments, "workload.warmup_pairs", Integer.toString(WARMUP));
    add(assignments, "workload.think", delayNs + " ns");
    assignments.addAll(options);
    return assignments;
  }

  private static void add(List<Assignment> assignments, String path, String value) {
    assignments.add(new Assignment("--from", path, value));
  }
}
