package io.pilsim.hardware.smmu.v2;

import io.pilsim.engine.stats.Counter;
import io.pilsim.engine.stats.Latency;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.engine.stats.Unit;
import io.pilsim.hardware.smmu.TableGeometry;

/** What the time of all translations went into; the parts sum to the whole, which is a law. */
final class TimeSpent {
  final Counter order;
  final Counter port;
  final Counter lookup;
  final Counter slot;
  final Counter merged;
  final Counter link;
  final Counter tcu;
  final Counter queue;
  final Counter walk;
  private final Counter[] stage1 = new Counter[TableGeometry.LAST_LEVEL + 1];
  private final Counter[] stage2 = new Counter[TableGeometry.LAST_LEVEL + 1];
  private final StatGroup stats;

  TimeSpent(StatGroup stats, Latency whole) {
    this.stats = stats;
    order = time("order", "behind earlier accesses of the channel");
    port = time("port", "waiting for the turn at the micro TLB");
    lookup = time("lookup", "in the micro TLB");
    slot = time("slot", "waiting for one of the misses that a TBU may have with the TCU");
    merged = time("merged", "waiting for an earlier miss of the same page");
    link = time("link", "between TBU and TCU, both ways");
    tcu = time("tcu", "waiting for and searching the macro TLB");
    queue = time("queue", "waiting for a slot of the walker");
    walk = time("walk", "setting walks up and searching the walk caches");
    for (int level = 0; level <= TableGeometry.LAST_LEVEL; level++) {
      stage1[level] = time("s1l" + level, "reading entries of that level of stage 1");
      stage2[level] = time("s2l" + level, "reading entries of that level of stage 2");
    }
    stats.laws().equal("parts = time of all translations", this::sumPs, whole::sumPs);
  }

  /** Books the time that a walk has waited for what has happened now. */
  void step(Walk walk, long nowPs) {
    long durationPs = nowPs - walk.sincePs;
    walk.sincePs = nowPs;
    switch (walk.step) {
      case GRANTED -> queue.add(durationPs);
      case SET_UP, LOOK_UP_STAGE2 -> this.walk.add(durationPs);
      case READ_STAGE1 -> stage1[walk.level1].add(durationPs);
      case READ_STAGE2 -> stage2[walk.level2].add(durationPs);
      case NOT_WALKING -> throw new IllegalStateException("not walking");
    }
  }

  private Counter time(String name, String description) {
    return stats.counter(name, Unit.PICOSECONDS, description);
  }

  private long sumPs() {
    long sum = order.value() + port.value() + lookup.value() + slot.value() + merged.value();
    sum += link.value() + tcu.value() + queue.value() + walk.value();
    for (int level = 0; level <= TableGeometry.LAST_LEVEL; level++) {
      sum += stage1[level].value() + stage2[level].value();
    }
    return sum;
  }
}
