package io.pilsim.flow;

import io.pilsim.engine.Event;
import io.pilsim.engine.Phase;
import io.pilsim.engine.Simulator;
import io.pilsim.software.linux.iommu.Mapping;
import io.pilsim.software.routine.Mutex;
import io.pilsim.software.routine.Routine;
import io.pilsim.software.routine.SoftThread;
import java.util.List;

/** A task of a trace that does again what it did. */
final class ReplayThread extends Event {
  final Mapping mapping = new Mapping();
  private final TraceTask task;
  private final List<ReplayDevice> devices;
  private final Routine<ReplayThread> firmware;
  private final ReplayFlow.Pace pace;
  private final long attributes;
  private final SoftThread thread;
  private final Simulator sim;
  private final long[] tookPs;
  private int next;
  private long fromPs;
  private long failed;

  ReplayThread(
      TraceTask task,
      List<ReplayDevice> devices,
      Mutex firmwareLock,
      ReplayFlow.Pace pace,
      long attributes,
      SoftThread thread,
      Simulator sim) {
    super(Phase.ISSUE);
    this.task = task;
    this.devices = devices;
    this.pace = pace;
    this.attributes = attributes;
    this.thread = thread;
    this.sim = sim;
    this.tookPs = new long[task.steps().size()];
    this.firmware =
        Routine.<ReplayThread>named("firmware")
            .sleep("think", "replay.trace", ReplayThread::thinkPs)
            .acquire(firmwareLock)
            .act("begin", ReplayThread::begin)
            .work("smc", "replay.trace", t -> t.step().heldPs())
            .release(firmwareLock)
            .build();
  }

  void start() {
    if (next < tookPs.length) {
      thread.start(routine(), this, this);
    }
  }

  private Routine<ReplayThread> routine() {
    TraceStep step = step();
    return switch (step.kind()) {
      case ATTACH -> devices.get(step.device()).attach;
      case DETACH -> devices.get(step.device()).detach;
      case MAP -> devices.get(step.device()).map;
      case UNMAP -> devices.get(step.device()).unmap;
      case FIRMWARE -> firmware;
    };
  }

  private TraceStep step() {
    return task.steps().get(next);
  }

  long thinkPs() {
    return switch (pace) {
      case BY_THE_CLOCK -> Math.max(0, step().atPs() - sim.nowPs());
      case BY_THINKING -> step().thinkPs();
    };
  }

  int begin() {
    fromPs = sim.nowPs();
    return 0;
  }

  int mapRange() {
    mapping.range(step().iova(), step().physical(), step().bytes(), attributes);
    return 0;
  }

  int unmapRange() {
    mapping.mappedRange(step().iova(), step().bytes());
    return 0;
  }

  @Override
  protected void fire(long nowPs) {
    tookPs[next] = nowPs - fromPs;
    if (thread.result() != 0) {
      failed++;
    } else if (step().kind() == TraceStep.Kind.MAP) {
      devices.get(step().device()).mapTime.record(tookPs[next]);
    } else if (step().kind() == TraceStep.Kind.UNMAP) {
      devices.get(step().device()).unmapTime.record(tookPs[next]);
    }
    next++;
    start();
  }

  boolean isOver() {
    return next == tookPs.length;
  }

  /** How long each step took, without what came before it. */
  long[] tookPs() {
    return tookPs;
  }

  /** Steps that ended with an error. */
  long failed() {
    return failed;
  }
}
