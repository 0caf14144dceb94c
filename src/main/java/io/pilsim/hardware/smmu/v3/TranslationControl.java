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
  final Stalls stalls;
  private final InFlight inFlight;
  private final Simulator sim;
  private final Latency translationTime;
  private final TimeSpent timeSpent;
  private final Latency walkTime;
  private final Counter walks;
  private final Counter faults;

  TranslationControl(
      SmmuV3Params params,
      Circuit circuit,
      RequestPort port,
      ConfigFetch config,
      Walker walker,
      Stalls stalls,
      StatGroup stats) {
    this.port = port;
    this.config = config;
    this.walker = walker;
    this.stalls = stalls;
    this.inFlight = circuit.inFlight();
    this.sim = circuit.sim();
    this.cyclePs = circuit.cyclePs();
    this.inPs = circuit.ps(params.toSmmu());
    this.outPs = circuit.ps(params.fromSmmu());
    StatGroup tcu = stats.child("tcu");
    this.credits =
        circuit.permits(params.translationSlots(), Cause.SLOT_WAIT, tcu.child("translation_slots"));
    this.linkIn = circuit.permits(1, Cause.LINK_WAIT, tcu.child("link_in"));
    this.linkOut = circuit.permits(1, Cause.LINK_WAIT, tcu.child("link_out"));
    this.walkSlots = circuit.permits(params.walkSlots(), Cause.WALK_WAIT, tcu.child("walk_slots"));
    this.tlb =
        new CacheStage(
            params.tlb(),
            Leaf.WORDS,
            circuit,
            circuit.random("tcu.tlb"),
            Cause.LOOKUP_WAIT,
            tcu.child("tlb"));
    translationTime = stats.latency("translation_time", "reception to issue");
    timeSpent = new TimeSpent(stats.child("time"), translationTime);
    walkTime = stats.latency("walk_time", "walk slot granted to walk done");
    walks = stats.counter("walks", "walks begun");
    faults = stats.counter("faults", "transactions that were not translated");
    stats.laws().equal("walks = walk times", walks::value, walkTime::count);
  }

  /** Removes what the caches know. */
  void invalidate(Invalidation command) {
    if (command.isOfConfiguration()) {
      config.invalidate(command);
    } else {
      command.removeFrom(tlb.cache);
      walker.invalidate(command);
    }
  }

  /** Whether anything that is kept here translates an address. */
  boolean holds(long address, long tag) {
    return tlb.cache.peek(address, Tags.space(tag), Tags.owner(tag)) != NONE
        || walker.holds(address, tag);
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
    inFlight.smmuBegins(t);
    t.walk.faultInStage2 = false;
    config.find(t);
  }

  /** The context is known. */
  void configured(Transaction t) {
    if (!t.context.stage1 && !t.context.stage2) {
      t.result.set(t.address, UNTRANSLATED_BITS, Permissions.ALL);
      t.result.tag = Tags.configuration(t.streamId, t.substreamId);
      sendBack(t);
    } else if (tlb.enabled) {
      tlb.read(t, Step.TLB_READ);
    } else {
      requestWalk(t);
    }
  }

  void tlbRead(Transaction t) {
    long tag = t.context.tag();
    int index = tlb.lookup(t.address, Tags.space(tag), Tags.owner(tag));
    if (index != NONE) {
      t.result.load(tlb.cache, index);
    }
    if (index == NONE || !t.isAllowedBy(t.result.permissions)) {
      t.result.clear();
      requestWalk(t);
    } else {
      t.path |= Path.SMMU_TLB_HIT;
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
    t.result.tag = t.context.tag();
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
    long tag = t.result.tag;
    if (inFlight.mayKeep(t, t.address, t.result.pageBits, tag, true)) {
      int index = tlb.cache.fill(t.address, t.result.pageBits, Tags.space(tag), Tags.owner(tag));
      t.result.store(tlb.cache, index, false);
    }
    tlb.slots.release();
    sendBack(t);
  }

  void sendBack(Transaction t) {
    if (t.result.fault != Fault.NONE) {
      stalls.found(t);
    }
    t.hold(linkOut, cyclePs, Step.RETURN_ENTERED);
  }

  void returnEntered(Transaction t) {
    linkOut.release();
    t.waitFor(outPs - cyclePs, Step.RETURNED);
  }

  void returned(Transaction t) {
    credits.release();
    inFlight.smmuDone(t);
    t.device.answeredBySmmu(t);
  }

  void issued(Transaction t) {
    translationTime.record(t.issuedPs - t.receivedPs);
    timeSpent.add(t.spent);
  }

  void faulted(Transaction t) {
    if (t.fault() != Fault.NONE) {
      faults.increment();
    }
  }
}
