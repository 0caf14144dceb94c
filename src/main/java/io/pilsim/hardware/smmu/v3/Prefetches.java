package io.pilsim.hardware.smmu.v3;

import io.pilsim.engine.Simulator;
import java.util.ArrayDeque;

/**
 * Translations of the next 4 KiB page that nobody has asked for: begun after a miss that was
 * served, or a hit on a page that was fetched so, one cycle later if there is a slot.
 */
final class Prefetches {
  private static final int NEXT_PAGE = 1 << 12;

  private final boolean enabled;
  private final DeviceInterface device;
  private final Admission admission;
  private final Circuit circuit;
  private final ArrayDeque<Prefetch> idle = new ArrayDeque<>();

  Prefetches(boolean enabled, DeviceInterface device, Admission admission, Circuit circuit) {
    this.enabled = enabled;
    this.device = device;
    this.admission = admission;
    this.circuit = circuit;
  }

  void beginAfter(Transaction t) {
    if (enabled && admission.tryTakeSlot()) {
      Prefetch next = idle.isEmpty() ? new Prefetch() : idle.pollLast();
      next.begin(t.streamId, t.substreamId, (t.address + NEXT_PAGE) & -NEXT_PAGE, 0, false, 0);
      next.privileged = t.privileged;
      Simulator sim = circuit.sim();
      next.enter(device, sim);
      next.waitFor(circuit.cyclePs(), Step.PREFETCH_BEGUN);
    }
  }

  void end(Transaction t) {
    circuit.inFlight().leave(t);
    admission.leave(t);
    idle.addLast((Prefetch) t);
  }

  private static final class Prefetch extends Transaction {
    Prefetch() {
      prefetch = true;
    }

    @Override
    protected void accepted(long nowPs) {}

    @Override
    protected void responded(long nowPs) {}
  }
}
