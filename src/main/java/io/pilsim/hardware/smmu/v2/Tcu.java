package io.pilsim.hardware.smmu.v2;

import static io.pilsim.hardware.smmu.SetAssociative.NONE;

import io.pilsim.engine.Simulator;
import io.pilsim.engine.trace.TraceSink;
import io.pilsim.hardware.smmu.SetAssociative;

/**
 * The translation control unit: answers the misses of the TBUs from its macro TLB, or has the
 * tables walked.
 *
 * <p><b>Models:</b> one search after another in the order of arrival, the macro TLB's latency,
 * banks that keep out of it, fetching ahead.
 */
final class Tcu {
  private static final int FETCHED_AHEAD = Tbu.TLB_WORDS;
  private static final int TLB_WORDS = Tbu.TLB_WORDS + 1;

  private final long lookupPs;
  private final long portPs;
  private final long linkPs;
  private final PageWalker walker;
  private final boolean granuleOnly;
  private final Simulator sim;
  private final SetAssociative tlb;
  private final Shared shared;
  private final TimeSpent timeSpent;
  private final Prefetcher prefetcher;
  private final TraceSink trace;
  private final boolean traced;
  private final int track;
  private long portFreePs;

  Tcu(TcuParams params, boolean granuleOnly, PageWalker walker, Shared shared) {
    this.lookupPs = shared.clock.toPs(params.lookup());
    this.portPs = shared.clock.toPs(params.port());
    this.linkPs = shared.clock.toPs(params.link());
    this.walker = walker;
    this.granuleOnly = granuleOnly;
    this.shared = shared;
    this.sim = shared.sim;
    this.timeSpent = shared.timeSpent;
    this.trace = sim.trace();
    this.traced = trace.isOn();
    this.track = trace.track(shared.stats.path(), shared.stats.path() + ".tcu");
    this.tlb =
        new SetAssociative(
            params.macroTlb(), TLB_WORDS, shared.random, shared.stats.child("tcu").child("tlb"));
    this.prefetcher = new Prefetcher(params.walker().slots(), this, walker, shared.stats);
  }

  /** Sends a miss over the link, some time from now. */
  void request(Miss miss, long delayPs) {
    miss.goToTcu();
    timeSpent.link.add(linkPs);
    sim.after(delayPs + linkPs, miss);
  }

  void arrive(Miss miss) {
    long nowPs = sim.nowPs();
    long startPs = Math.max(nowPs, portFreePs);
    portFreePs = startPs + portPs;
    if (traced) {
      trace.begin(track, "look up", startPs, miss.flow);
      trace.end(track, portFreePs);
    }
    miss.stayInTcu();
    timeSpent.tcu.add(startPs - nowPs + lookupPs);
    sim.after(startPs - nowPs + lookupPs, miss);
  }

  void lookUp(Miss miss) {
    walker.readRegisters(miss);
    int entry = tlb.lookup(miss.input, miss.tag(), miss.inputTag());
    if (entry == NONE) {
      walker.walk(miss);
      return;
    }
    miss.fault = FaultKind.NONE;
    miss.stale = false;
    miss.sequence = Long.MAX_VALUE;
    miss.output = tlb.word(entry, Tbu.OUTPUT);
    miss.permissions = tlb.word(entry, Tbu.PERMISSIONS);
    miss.pageBits = tlb.pageBits(entry);
    if (tlb.word(entry, FETCHED_AHEAD) != 0) {
      tlb.setWord(entry, FETCHED_AHEAD, 0);
      prefetcher.used(miss);
    }
    send(miss);
  }

  void walked(Miss miss) {
    if (miss.fault == FaultKind.NONE) {
      fill(miss, false);
      prefetcher.mayFetch(miss);
    }
    send(miss);
  }

  void fetchedAhead(Walk walk) {
    if (walk.fault == FaultKind.NONE) {
      fill(walk, true);
    }
  }

  private void fill(Walk walk, boolean ahead) {
    if (granuleOnly) {
      walk.shrinkToGranule();
    }
    if (!walk.stale && walk.registers.macroTlb()) {
      shared.checkFill(walk);
      int entry = tlb.fill(walk.input, walk.pageBits, walk.tag(), walk.inputTag());
      tlb.setWord(entry, Tbu.OUTPUT, walk.output);
      tlb.setWord(entry, Tbu.PERMISSIONS, walk.permissions);
      tlb.setWord(entry, FETCHED_AHEAD, ahead ? 1 : 0);
    }
  }

  void invalidate(Invalidation command) {
    command.removeFrom(tlb);
    walker.invalidate(command);
  }

  void drain(Places.Drain walks) {
    walker.drain(walks);
  }

  boolean holds(long address, long tag, long inputTag) {
    return tlb.peek(address, tag, inputTag) != NONE;
  }

  private void send(Miss miss) {
    miss.goBack();
    timeSpent.link.add(linkPs);
    sim.after(linkPs, miss);
  }
}
