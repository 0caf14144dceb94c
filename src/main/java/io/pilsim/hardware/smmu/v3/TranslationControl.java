package io.pilsim.hardware.smmu.v3;

import static io.pilsim.hardware.smmu.SetAssociative.NONE;

import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.Counter;
import io.pilsim.engine.stats.Latency;
import io.pilsim.engine.stats.StatGroup;

/**
 * The part of an SMMU that all its device interfaces share: links, translation slots,
 * configuration, an optional TLB, walk slots.
 */
final class TranslationControl {
  private static final int UNTRANSLATED_BITS = 12;

  final RequestPort port;
  final ConfigFetch config;
  final Walker walker;
  private final CacheStage tlb;
  private final Permits credits;
  private final Permits linkIn;
  private final Permits linkOut;
  private final Permits walkSlots;
  private final long cyclePs;
  private final long inPs;
  private final long outPs;
  private final Simulator sim;
  private final Latency translationTime;
  private final Latency walkTime;
  private final Counter walks;
  private final Counter faults;

  TranslationControl(
      SmmuV3Params params,
      Circuit circuit,
      RequestPort port,
      ConfigFetch config,
      Walker walker,
      StatGroup stats) {
    this.port = port;
    this.config = config;
    this.walker = walker;
    this.sim = circuit.sim();
    this.cyclePs = circuit.cyclePs();
    this.inPs = circuit.ps(params.toSmmu());
    this.outPs = circuit.ps(params.fromSmmu());
    this.credits = circuit.permits(params.translationSlots());
    this.linkIn = circuit.permits(1);
    this.linkOut = circuit.permits(1);
    this.walkSlots = circuit.permits(params.walkSlots());
    StatGroup tcu = stats.child("tcu");
    this.tlb =
        new CacheStage(
            params.tlb(), Leaf.WORDS, circuit, circuit.random("tcu.tlb"), tcu.child("tlb"));
    translationTime = stats.latency("translation_time", "reception to issue");
    walkTime = stats.latency("walk_time", "walk slot granted to walk done");
    walks = stats.counter("walks", "walks begun");
    faults = stats.counter("faults", "transactions that were not translated");
    stats.laws().equal("walks = walk times", walks::value, walkTime::count);
  }

  /** Translates what the interface's TLBs do not know. */
  void translate(Transaction t) {
    t.hold(credits, 0, Step.CREDIT_TAKEN);
  }

  void creditTaken(Transaction t) {
    t.hold(linkIn, cyclePs, Step.LINK_ENTERED);
  }

  void linkEntered(Transaction t) {
    linkIn.release();
    t.waitFor(inPs - cyclePs, Step.ARRIVED);
  }

  void arrived(Transaction t) {
    config.find(t);
  }

  /** The context is known. */
  void configured(Transaction t) {
    if (!t.context.stage1 && !t.context.stage2) {
      t.result.set(t.address, UNTRANSLATED_BITS, true);
      sendBack(t);
    } else if (tlb.enabled) {
      tlb.read(t, Step.TLB_READ);
    } else {
      requestWalk(t);
    }
  }

  void tlbRead(Transaction t) {
    int index = tlb.lookup(t.address, t.context.asid, t.context.vmid);
    if (index == NONE) {
      requestWalk(t);
    } else {
      t.path |= Path.SMMU_TLB_HIT;
      t.result.load(tlb.cache, index);
      sendBack(t);
    }
  }

  private void requestWalk(Transaction t) {
    t.hold(walkSlots, 0, Step.WALK_GRANTED);
  }

  void walkGranted(Transaction t) {
    t.path |= Path.WALK;
    t.walk.startedPs = sim.nowPs();
    walks.increment();
    walker.walk(t);
  }

  /** The result is known, or a fault. */
  void walked(Transaction t) {
    t.walkPs = sim.nowPs() - t.walk.startedPs;
    walkTime.record(t.walkPs);
    walkSlots.release();
    if (tlb.enabled && t.result.fault == Fault.NONE) {
      tlb.write(t, Step.TLB_WRITTEN);
    } else {
      sendBack(t);
    }
  }

  void tlbWritten(Transaction t) {
    int index = tlb.cache.fill(t.address, t.result.pageBits, t.context.asid, t.context.vmid);
    t.result.store(tlb.cache, index, false);
    tlb.slots.release();
    sendBack(t);
  }

  void sendBack(Transaction t) {
    t.hold(linkOut, cyclePs, Step.RETURN_ENTERED);
  }

  void returnEntered(Transaction t) {
    linkOut.release();
    t.waitFor(outPs - cyclePs, Step.RETURNED);
  }

  void returned(Transaction t) {
    credits.release();
    t.device.answeredBySmmu(t);
  }

  void issued(Transaction t) {
    translationTime.record(t.issuedPs - t.receivedPs);
  }

  void faulted(Transaction t) {
    if (t.fault() != Fault.NONE) {
      faults.increment();
    }
  }
}
