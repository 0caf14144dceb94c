package io.pilsim.hardware.smmu.v2;

import static io.pilsim.hardware.smmu.SetAssociative.NONE;

import io.pilsim.engine.ClockDomain;
import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.Counter;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.hardware.smmu.SetAssociative;
import io.pilsim.hardware.smmu.WayPicker;

/**
 * The translation control unit: answers the misses of the TBUs from its macro TLB, or has the
 * tables walked.
 *
 * <p><b>Models:</b> one search after another, the macro TLB's latency, banks that keep out of it.
 *
 * <p><b>Does not model:</b> arbitration by quality of service; misses are served as they come.
 */
final class Tcu {
  private final long lookupPs;
  private final long portPs;
  private final long linkPs;
  private final PageWalker walker;
  private final boolean granuleOnly;
  private final Simulator sim;
  private final SetAssociative tlb;
  private final Counter staleFills;
  private long portFreePs;

  Tcu(
      TcuParams params,
      boolean granuleOnly,
      ClockDomain clock,
      PageWalker walker,
      WayPicker random,
      Simulator sim,
      Counter staleFills,
      StatGroup stats) {
    this.lookupPs = clock.toPs(params.lookup());
    this.portPs = clock.toPs(params.port());
    this.linkPs = clock.toPs(params.link());
    this.walker = walker;
    this.granuleOnly = granuleOnly;
    this.sim = sim;
    this.staleFills = staleFills;
    this.tlb = new SetAssociative(params.macroTlb(), Tbu.TLB_WORDS, random, stats.child("tlb"));
  }

  /** Sends a miss over the link, some time from now. */
  void request(Miss miss, long delayPs) {
    miss.goToTcu();
    sim.after(delayPs + linkPs, miss);
  }

  void arrive(Miss miss) {
    long nowPs = sim.nowPs();
    long startPs = Math.max(nowPs, portFreePs);
    portFreePs = startPs + portPs;
    miss.stayInTcu();
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
    send(miss);
  }

  void walked(Miss miss) {
    if (miss.fault == FaultKind.NONE) {
      if (granuleOnly) {
        miss.shrinkToGranule();
      }
      if (!miss.stale && miss.registers.macroTlb()) {
        staleFills.add(miss.sequence < miss.bank.synced ? 1 : 0);
        int entry = tlb.fill(miss.input, miss.pageBits, miss.tag(), miss.inputTag());
        tlb.setWord(entry, Tbu.OUTPUT, miss.output);
        tlb.setWord(entry, Tbu.PERMISSIONS, miss.permissions);
      }
    }
    send(miss);
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
    sim.after(linkPs, miss);
  }
}
