package io.pilsim.hardware.smmu.v3;

import io.pilsim.engine.Event;
import io.pilsim.engine.Phase;
import io.pilsim.engine.Simulator;

/**
 * Lets transactions into a device interface in the order in which they are offered: each needs a
 * translation slot, and a write also room for its data. What does not fit waits, and is looked at
 * again one cycle after anything was sent by the SMMU.
 */
final class Admission {
  private final DeviceInterface device;
  private final int beatBytes;
  private final long cyclePs;
  private final Simulator sim;
  private final Retry retry = new Retry();
  private int freeSlots;
  private int freeBeats;
  private boolean retrying;
  private Transaction firstWaiting;
  private Transaction lastWaiting;

  Admission(DeviceInterfaceParams params, Circuit circuit, DeviceInterface device) {
    this.device = device;
    this.beatBytes = params.portBytes();
    this.cyclePs = circuit.cyclePs();
    this.sim = circuit.sim();
    this.freeSlots = params.translationSlots();
    this.freeBeats = params.writeBufferBeats();
  }

  void offer(Transaction t) {
    if (firstWaiting == null && fits(t)) {
      admit(t);
    } else {
      if (firstWaiting == null) {
        firstWaiting = t;
      } else {
        lastWaiting.nextWaiting = t;
      }
      lastWaiting = t;
    }
  }

  /** Takes a slot for a transaction of the interface's own, if there is one. */
  boolean tryTakeSlot() {
    if (freeSlots == 0) {
      return false;
    }
    freeSlots--;
    return true;
  }

  /** The transaction has left. */
  void leave(Transaction t) {
    freeSlots++;
    if (t.write) {
      freeBeats += beats(t);
    }
  }

  void mayTryAgain() {
    if (firstWaiting != null && !retrying) {
      retrying = true;
      sim.after(cyclePs, retry);
    }
  }

  int beats(Transaction t) {
    return t.write ? (t.bytes + beatBytes - 1) / beatBytes : 1;
  }

  private boolean fits(Transaction t) {
    return freeSlots > 0 && (!t.write || freeBeats >= beats(t));
  }

  private void admit(Transaction t) {
    freeSlots--;
    if (t.write) {
      freeBeats -= beats(t);
    }
    device.admitted(t);
    t.accepted(sim.nowPs());
  }

  private final class Retry extends Event {
    Retry() {
      super(Phase.COMPLETE);
    }

    @Override
    protected void fire(long nowPs) {
      retrying = false;
      while (firstWaiting != null && fits(firstWaiting)) {
        Transaction t = firstWaiting;
        firstWaiting = t.nextWaiting;
        t.nextWaiting = null;
        admit(t);
      }
    }
  }
}
