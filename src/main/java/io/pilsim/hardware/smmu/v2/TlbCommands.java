package io.pilsim.hardware.smmu.v2;

import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.Counter;
import io.pilsim.engine.stats.Latency;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.engine.trace.TraceSink;
import io.pilsim.hardware.smmu.InvalidationLog;
import java.util.ArrayDeque;

/**
 * Invalidations and syncs in the order of their register writes: the TCU carries them out one after
 * another, then the link takes them to the TBUs, behind the translations that were sent before.
 */
final class TlbCommands {
  private final long carryOutPs;
  private final long linkPs;
  private final Tcu tcu;
  private final Tbu[] tbus;
  private final ContextBank[] banks;
  private final InvalidationLog carriedOut;
  private final Simulator sim;
  private final Sync[] bankSyncs;
  private final Sync globalSync;
  private final ArrayDeque<Invalidation> idle = new ArrayDeque<>();
  private final TraceSink trace;
  private final boolean traced;
  private final int track;
  private long freePs;

  private final Counter commands;
  private final Latency syncTime;

  TlbCommands(TcuParams params, Tcu tcu, Tbu[] tbus, Shared shared) {
    this.carryOutPs = shared.clock.toPs(params.invalidate());
    this.linkPs = shared.clock.toPs(params.link());
    this.tcu = tcu;
    this.tbus = tbus;
    this.banks = shared.banks;
    this.carriedOut = shared.invalidations;
    this.sim = shared.sim;
    StatGroup stats = shared.stats.child("tlbi");
    this.trace = sim.trace();
    this.traced = trace.isOn();
    this.track = trace.track(shared.stats.path(), stats.path());
    this.bankSyncs = new Sync[banks.length];
    for (int i = 0; i < banks.length; i++) {
      bankSyncs[i] = new Sync(this, i, tbus.length, sim, shared.stats.path());
    }
    this.globalSync = new Sync(this, TlbCommand.NO_BANK, tbus.length, sim, shared.stats.path());
    this.commands = stats.counter("commands", "invalidations written to registers");
    this.syncTime = stats.latency("sync_time", "from the sync's register write to its end");
  }

  /** An invalidation to be filled in and issued. */
  Invalidation next() {
    commands.increment();
    return idle.isEmpty() ? new Invalidation(this) : idle.pollLast();
  }

  Sync syncOf(int bank) {
    return bankSyncs[bank];
  }

  Sync globalSync() {
    return globalSync;
  }

  void issue(TlbCommand command) {
    long nowPs = sim.nowPs();
    freePs = Math.max(nowPs, freePs) + carryOutPs;
    if (traced) {
      trace.begin(track, command.name(), freePs - carryOutPs, trace.cause());
      trace.end(track, freePs);
    }
    command.begin();
    sim.after(freePs - nowPs, command);
  }

  void send(TlbCommand command) {
    command.send();
    sim.after(linkPs, command);
  }

  void invalidate(Invalidation command) {
    tcu.invalidate(command);
    carriedOut.add(
        command.first, command.last, command.tag, command.tagMask, command.lastLevelOnly);
    send(command);
  }

  void invalidateTbus(Invalidation command) {
    for (Tbu tbu : tbus) {
      tbu.invalidate(command);
    }
    idle.addLast(command);
  }

  long carriedOutSoFar() {
    return carriedOut.next();
  }

  void drainWalks(Places.Drain walks) {
    tcu.drain(walks);
  }

  void drainTbus(int bank, Places.Drain[] transfers) {
    for (int i = 0; i < tbus.length; i++) {
      tbus[i].drain(bank, transfers[i]);
    }
  }

  void synced(Sync sync, long durationPs) {
    syncTime.record(durationPs);
    for (ContextBank bank : banks) {
      if (sync.bank == bank.index || sync.bank == TlbCommand.NO_BANK) {
        bank.synced = Math.max(bank.synced, sync.sequence());
      }
    }
  }
}
