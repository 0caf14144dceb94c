package io.pilsim.software.hypervisor;

import io.pilsim.hardware.cpu.Registers;
import io.pilsim.software.routine.Routine;
import io.pilsim.software.routine.Vector;
import java.util.List;

/**
 * The hypervisor's own calls of TrustZone: a bridge around a call that it forwards, and a processor
 * stopped again that TrustZone has started for nothing.
 */
final class OwnCalls implements Vector<Registers> {
  private static final long BRIDGE_CREATE = 0x4200_0C1EL;
  private static final long BRIDGE_DELETE = 0x4200_0C1DL;
  private static final long PAS_SHUTDOWN = 0x4200_0206L;
  private static final long READ_WRITE = 6;
  private static final long VM_COUNT = 1L << 9;
  private static final long VMID_HLOS = 3;
  private static final long NONE = 0;

  private final Vector<Registers> monitor;
  private final Registers own = new Registers();
  private final Routine<Registers> nothing = Routine.<Registers>named("nothing").build();
  private long bridge = NONE;
  private boolean wanted;
  private boolean kept;

  OwnCalls(Vector<Registers> monitor) {
    this.monitor = monitor;
  }

  Registers registers() {
    return own;
  }

  /** Says over what the next bridge is to go. */
  int wantBridge(long base, long bytes) {
    bridge = NONE;
    wanted = true;
    own.clear();
    own.set(0, BRIDGE_CREATE);
    own.set(2, base | READ_WRITE);
    own.set(3, base | READ_WRITE);
    own.set(4, bytes | VM_COUNT);
    own.set(5, VMID_HLOS);
    return 0;
  }

  void forgetBridge() {
    bridge = NONE;
  }

  int noteBridge() {
    bridge = own.get(0) == 0 ? own.get(2) : NONE;
    return 0;
  }

  /** Whether there is a bridge for a call that has been put off, and may have been given up. */
  boolean isKept() {
    return kept;
  }

  boolean hasBridge() {
    return bridge != NONE;
  }

  /** The bridge goes, if there is one and the call that needs it is over. */
  int endBridge(boolean over) {
    if (bridge == NONE && own.get(0) == 0) {
      noteBridge(); // made, and not noted yet when something failed
    }
    wanted = over && bridge != NONE;
    kept = !over;
    own.clear();
    own.set(0, BRIDGE_DELETE);
    own.set(2, bridge);
    return 0;
  }

  /** The processor goes back into reset where TrustZone has let it go. */
  int stop(int pasId, boolean started) {
    wanted = started;
    own.clear();
    own.set(0, PAS_SHUTDOWN);
    own.set(2, pasId);
    return 0;
  }

  /** TrustZone, for calls that are made only where they are needed. */
  @Override
  public Routine<Registers> answer(Registers x) {
    return wanted ? monitor.answer(x) : nothing;
  }

  @Override
  public List<Routine<Registers>> services() {
    return monitor.services();
  }

  /** What takes a bridge away again when its call fails. */
  Routine<Registers> removeBridge() {
    return Routine.<Registers>named("remove_bridge")
        .act("end_bridge", x -> endBridge(true))
        .trap("delete_bridge", this, x -> own)
        .build();
  }
}
