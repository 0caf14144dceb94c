package io.pilsim.hardware.smmu.v3;

import static io.pilsim.hardware.smmu.SetAssociative.NONE;

import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.hardware.smmu.SetAssociative;
import io.pilsim.hardware.smmu.WayPicker;
import io.pilsim.hardware.smmu.Ways;

/**
 * What stands between one device and the SMMU: admission, micro TLB, main TLB, page hazards, order
 * by ID, next-page prefetch, and the way out to memory.
 *
 * <p><b>Models:</b> translation slots and the write buffer; the beats of the device port; lookups
 * that take slots and time; a miss that waits for another on its page, and for a token; in-order
 * issue per ID and direction; prefetch of the next 4 KiB page, dropped when there is no slot.
 *
 * <p><b>Does not model:</b> the response's bandwidth, ATS requests.
 *
 * <p>Source: gem5 v24.0.0.1 src/dev/arm/smmu_v3_deviceifc.cc and smmu_v3_transl.cc.
 */
public final class DeviceInterface {
  private static final int SUBSTREAM_SHIFT = 32;

  final TranslationControl smmu;
  final CacheStage microTlb;
  final CacheStage mainTlb;
  private final DeviceInterfaceParams params;
  private final Circuit circuit;
  private final Simulator sim;
  private final Admission admission;
  private final Permits devicePort;
  private final Permits tokens;
  private final PageHazards hazards;
  private final IssueOrder reads;
  private final IssueOrder writes;
  private final Prefetches prefetches;

  DeviceInterface(
      DeviceInterfaceParams params,
      Circuit circuit,
      TranslationControl smmu,
      String name,
      StatGroup stats) {
    this.params = params;
    this.smmu = smmu;
    this.circuit = circuit;
    this.sim = circuit.sim();
    this.admission = new Admission(params, circuit, this);
    this.prefetches = new Prefetches(params.prefetch(), this, admission, circuit);
    this.devicePort = circuit.permits(1, Cause.PORT_WAIT, stats.child("port"));
    this.tokens = circuit.permits(params.tokens(), Cause.TOKEN_WAIT, stats.child("tokens"));
    this.hazards = new PageHazards(circuit.quirks().hazardIgnoresStream());
    this.reads = new IssueOrder(circuit.quirks().wakeUpsRace());
    this.writes = new IssueOrder(circuit.quirks().wakeUpsRace());
    this.microTlb = tlb(params.microTlb(), circuit, name + ".utlb", stats.child("utlb"));
    this.mainTlb = tlb(params.mainTlb(), circuit, name + ".tlb", stats.child("tlb"));
    smmu.port.watchedBy(admission);
  }

  private static CacheStage tlb(
      LookupParams params, Circuit circuit, String name, StatGroup stats) {
    WayPicker random = circuit.random(name);
    return new CacheStage(params, Leaf.WORDS, circuit, random, Cause.LOOKUP_WAIT, stats);
  }

  /** Asks for a translated access. Transactions are accepted in the order of their offers. */
  public void offer(Transaction t) {
    t.enter(this, sim);
    admission.offer(t);
  }

  void admitted(Transaction t) {
    t.hold(devicePort, admission.beats(t) * circuit.cyclePs(), Step.PORT_PASSED);
  }

  void portPassed(Transaction t) {
    devicePort.release();
    t.receivedPs = sim.nowPs();
    t.spent.begin(t.receivedPs);
    circuit.inFlight().enter(t);
    if (t.prefetch) {
      if (hazards.holdsBack(t)) {
        prefetches.end(t);
      } else {
        readMainTlb(t);
      }
    } else {
      order(t).enter(t);
      readMicroTlb(t);
    }
  }

  private void readMicroTlb(Transaction t) {
    circuit.heat().lookup(t.streamId, t.address);
    if (microTlb.enabled) {
      microTlb.read(t, Step.MICRO_TLB_READ);
    } else {
      readMainTlb(t);
    }
  }

  void microTlbRead(Transaction t) {
    int index = microTlb.lookup(t.address, stream(t), 0);
    if (index == NONE) {
      readMainTlb(t);
    } else if (knows(microTlb.cache, index, t)) {
      t.path |= Path.MICRO_TLB_HIT;
      translated(t);
    } else {
      mainTlbMissed(t);
    }
  }

  private void readMainTlb(Transaction t) {
    if (mainTlb.enabled) {
      mainTlb.read(t, Step.MAIN_TLB_READ);
    } else {
      mainTlbMissed(t);
    }
  }

  void mainTlbRead(Transaction t) {
    int index = mainTlb.lookup(t.address, stream(t), 0);
    if (index == NONE) {
      mainTlbMissed(t);
    } else if (t.prefetch) {
      prefetches.end(t);
    } else if (!knows(mainTlb.cache, index, t)) {
      mainTlbMissed(t);
    } else {
      t.path |= Path.MAIN_TLB_HIT;
      if (Leaf.isPrefetched(mainTlb.cache, index)) {
        prefetches.beginAfter(t);
      }
      writeMicroTlb(t);
    }
  }

  /** Takes an entry, unless it forbids the access, of which the SMMU is to tell more. */
  private boolean knows(SetAssociative tlb, int index, Transaction t) {
    t.result.load(tlb, index);
    if (t.isAllowedBy(t.result.permissions)) {
      circuit.inFlight().tlbKnew(t);
      return true;
    }
    t.result.clear();
    return false;
  }

  private void mainTlbMissed(Transaction t) {
    if (!t.prefetch && hazards.holdsBack(t)) {
      t.path |= Path.WAITED_FOR_PAGE;
      hazards.await(t, Step.HAZARD_GONE);
    } else {
      hazards.begin(t);
      if (!t.prefetch) {
        circuit.heat().miss(t.streamId, t.address);
      }
      t.hold(tokens, 0, Step.TOKEN_TAKEN);
    }
  }

  void hazardGone(Transaction t) {
    if (hazards.holdsBack(t)) {
      hazards.await(t, Step.HAZARD_GONE);
    } else {
      readMainTlb(t);
    }
  }

  /** The SMMU has answered. */
  void answeredBySmmu(Transaction t) {
    tokens.release();
    if (t.result.fault == Fault.NONE && mainTlb.enabled) {
      mainTlb.write(t, Step.MAIN_TLB_WRITTEN);
    } else {
      missServed(t);
    }
  }

  void mainTlbWritten(Transaction t) {
    Ways ways = Ways.ANY;
    if (params.prefetch() && params.prefetchReservesLastWay()) {
      ways = t.prefetch ? Ways.LAST : Ways.ALL_BUT_LAST;
    }
    if (circuit.inFlight().mayKeep(t)) {
      int index = mainTlb.cache.fill(t.address, t.result.pageBits, stream(t), 0, ways);
      t.result.store(mainTlb.cache, index, t.prefetch);
    }
    mainTlb.slots.release();
    missServed(t);
  }

  private void missServed(Transaction t) {
    if (!t.prefetch && t.result.fault == Fault.NONE) {
      prefetches.beginAfter(t);
    }
    hazards.end(t);
    if (t.prefetch) {
      prefetches.end(t);
    } else {
      writeMicroTlb(t);
    }
  }

  private void writeMicroTlb(Transaction t) {
    if (t.result.fault == Fault.NONE && microTlb.enabled) {
      microTlb.write(t, Step.MICRO_TLB_WRITTEN);
    } else {
      translated(t);
    }
  }

  void microTlbWritten(Transaction t) {
    if (circuit.inFlight().mayKeep(t)) {
      int index = microTlb.cache.fill(t.address, t.result.pageBits, stream(t), 0);
      t.result.store(microTlb.cache, index, false);
    }
    microTlb.slots.release();
    translated(t);
  }

  private void translated(Transaction t) {
    if (t.result.fault != Fault.NONE && t.stalling) {
      smmu.stalls.park(t, Step.RESUMED);
    } else {
      over(t);
    }
  }

  /** Software has said what is to become of a stalled transaction. */
  void resumed(Transaction t) {
    t.stalling = false;
    if (t.response == Command.Response.RETRY) {
      t.result.clear();
      readMicroTlb(t);
    } else {
      over(t);
    }
  }

  /** It is translated, or is not going to be. */
  private void over(Transaction t) {
    t.translatedPs = sim.nowPs();
    awaitTurn(t);
  }

  void awaitTurn(Transaction t) {
    if (params.orderedById() && !order(t).isFirst(t)) {
      order(t).park(t, Step.TURN_MAY_HAVE_COME);
    } else {
      takeTurn(t);
    }
  }

  private void takeTurn(Transaction t) {
    if (sim.nowPs() > t.translatedPs) {
      t.path |= Path.WAITED_FOR_ORDER;
    }
    order(t).leave(t);
    if (t.result.fault == Fault.NONE) {
      smmu.port.enterData(t, Step.ISSUED);
    } else {
      t.path |= Path.FAULT;
      smmu.faulted(t);
      circuit.inFlight().leave(t);
      admission.leave(t);
      admission.mayTryAgain();
      t.waitFor(circuit.cyclePs(), Step.RESPONDED);
    }
  }

  void issued(Transaction t) {
    smmu.port.leave();
    t.issuedPs = sim.nowPs();
    smmu.issued(t);
    admission.leave(t);
    smmu.port.sendData(t, Step.ANSWERED);
  }

  void answered(Transaction t) {
    circuit.inFlight().leave(t);
    t.waitFor(circuit.cyclePs(), Step.RESPONDED);
  }

  void responded(Transaction t) {
    t.responded(sim.nowPs());
  }

  private IssueOrder order(Transaction t) {
    return t.write ? writes : reads;
  }

  private static long stream(Transaction t) {
    return t.streamId | t.substreamId << SUBSTREAM_SHIFT;
  }
}
