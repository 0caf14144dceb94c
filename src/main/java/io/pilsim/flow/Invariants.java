package io.pilsim.flow;

import io.pilsim.software.linux.remoteproc.RemoteProc;
import io.pilsim.software.linux.remoteproc.RemoteProc.State;

/**
 * What must hold of the modelled software, whatever happens to it. That it does not is a finding
 * about that software, where a broken law is a fault of the simulator.
 *
 * <p>Source: flow.md 2.4; each names the state that breaks it, not the row that caused it.
 */
public final class Invariants {
  private final Findings findings;

  public Invariants(Findings findings) {
    this.findings = findings;
  }

  /** TrustZone lets a processor go. */
  public void whenReleased(ProcessorView view) {
    if (view.isMappedByLinux()) {
      check(view, view.isCarveoutMapped(), "left reset before its carveout was mapped");
    }
    if (view.isBridgedByLinux()) {
      check(view, view.isCarveoutBridged(), "left reset before its carveout was bridged");
    }
  }

  /** Nothing is done to a processor any more. */
  void whenIdle(ProcessorView view) {
    RemoteProc proc = view.proc();
    boolean isOff = proc.state() == State.OFFLINE;
    check(view, !view.isCarveoutBridged(), "SHM bridge over its carveout left behind");
    check(view, view.abandonedLeaves() == 0, "descriptors never unmapped before the domain's end");
    if (view.isMappedByLinux()) {
      check(view, !view.isOutOfReset() || view.isCarveoutMapped(), "unmapped while it runs");
      check(view, !isOff || view.leavesMapped() == 0, "memory mapped while it is off");
      check(view, !isOff || !view.hasDomain(), "domain left while it is off");
    }
    check(view, !view.isOutOfReset() || !isOff, "runs while Linux takes it for off");
    check(view, view.isOutOfReset() || !view.isCarveoutItsOwn(), "carveout not given back");
    check(view, proc.state() == State.RUNNING || proc.users() == 0, "in use though it is off");
    check(view, !isOff || !proc.isVotedFor(), "power votes left while it is off");
  }

  /** Nothing is done at all. */
  void whenQuiet(long tzmemBytesInUse) {
    if (tzmemBytesInUse != 0) {
      findings.add("tzmem chunks lost: " + tzmemBytesInUse + " bytes of the pool stay in use");
    }
  }

  private void check(ProcessorView view, boolean holds, String otherwise) {
    if (!holds) {
      findings.add(view.proc().name() + ": " + otherwise);
    }
  }
}
