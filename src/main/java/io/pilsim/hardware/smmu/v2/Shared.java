package io.pilsim.hardware.smmu.v2;

import io.pilsim.engine.ClockDomain;
import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.Counter;
import io.pilsim.engine.stats.Latency;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.hardware.smmu.InvalidationLog;
import io.pilsim.hardware.smmu.WayPicker;

/** What all units of one MMU-500 have in common. */
final class Shared {
  final ClockDomain clock;
  final Simulator sim;
  final WayPicker random;
  final StatGroup stats;
  final ContextBank[] banks;
  final StreamMap streams;
  final InvalidationLog invalidations = new InvalidationLog();
  final FaultReports faults;
  final Latency translationTime;
  final TimeSpent timeSpent;
  final Counter staleFills;
  private final boolean drained;

  Shared(
      Mmu500Params params,
      ClockDomain clock,
      ContextFaultSink faultSink,
      WayPicker random,
      Simulator sim,
      StatGroup smmu) {
    this.drained = params.tcu().walker().drained();
    this.clock = clock;
    this.sim = sim;
    this.random = random;
    this.stats = smmu;
    this.banks = new ContextBank[params.contextBanks()];
    for (int i = 0; i < banks.length; i++) {
      banks[i] = new ContextBank(i);
    }
    this.streams = new StreamMap(params.streamMapGroups());
    this.faults = new FaultReports(banks, faultSink, smmu.counter("faults", "accesses terminated"));
    this.translationTime =
        smmu.latency("translation_time", "from an access to its translation or termination");
    this.timeSpent = new TimeSpent(smmu.child("time"), translationTime);
    this.staleFills = smmu.counter("stale_fills", "entries cached after a sync that forbids it");
    smmu.laws().equal("stale fills = 0", staleFills::value, () -> 0);
  }

  /**
   * Counts an entry about to be cached that should not be: what the law on stale fills is about.
   */
  void checkFill(Walk walk) {
    if (walk.sequence < walk.bank.synced
        && (drained
            || invalidations.coverLeaf(walk.sequence, walk.input, walk.pageBits, walk.tag()))) {
      staleFills.increment();
    }
  }
}
