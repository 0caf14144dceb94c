package io.pilsim.software.linux.iova;

import io.pilsim.hardware.cpu.TopologyParams;
import java.util.Arrays;

/**
 * Which core wrote each node of the tree last, and the line that holds its lock, root and cached
 * node: what an access under the lock has to fetch from other cores, one after another.
 */
final class TreeLines {
  private static final int NOBODY = -1;

  private final TopologyParams topology;
  private int[] writers = new int[16];

  TreeLines(TopologyParams topology) {
    this.topology = topology;
    Arrays.fill(writers, NOBODY);
  }

  /** How long a core waits for what the latest search or change of the tree passed. */
  long takePs(IovaRanges ranges, int core) {
    long sumPs = take(0, core);
    for (int i = 0; i < ranges.touched(); i++) {
      sumPs += take(1 + ranges.touched(i), core);
    }
    return sumPs;
  }

  private long take(int line, int core) {
    if (line >= writers.length) {
      int from = writers.length;
      writers = Arrays.copyOf(writers, Math.max(2 * from, line + 1));
      Arrays.fill(writers, from, writers.length, NOBODY);
    }
    int writer = writers[line];
    writers[line] = core;
    return writer == NOBODY || writer == core ? 0 : topology.transferPs(writer, core);
  }
}
