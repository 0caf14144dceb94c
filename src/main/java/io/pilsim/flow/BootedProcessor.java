package io.pilsim.flow;

import io.pilsim.engine.Event;
import io.pilsim.engine.Phase;
import io.pilsim.engine.Simulator;
import io.pilsim.hardware.cpu.Core;
import io.pilsim.software.linux.remoteproc.PasDriver;
import io.pilsim.software.linux.remoteproc.RemoteProc;
import io.pilsim.software.routine.FaultPlan;
import io.pilsim.software.routine.SoftThread;

/** One remote processor that a flow boots: its thread, and the interrupt thread beside it. */
public final class BootedProcessor {
  private final PasDriver driver;
  private final FaultPlan faults;
  private final Core bootCore;
  private final Simulator sim;
  private final BootMeasures measures;
  private final Finish finish = new Finish();
  private final SoftThread thread;
  private final SoftThread interruptThread;

  /**
   * @param faults which row of the measured boot fails; observes where each row's time goes
   * @param bootCore where the worker runs
   * @param interruptCore where the handover interrupt's thread runs
   */
  public BootedProcessor(
      PasDriver driver,
      FaultPlan faults,
      Core bootCore,
      Core interruptCore,
      Simulator sim,
      BootMeasures measures) {
    this.driver = driver;
    this.faults = faults;
    this.bootCore = bootCore;
    this.sim = sim;
    this.measures = measures;
    this.thread = new SoftThread(faults, bootCore, sim);
    this.interruptThread = new SoftThread(FaultPlan.NONE, interruptCore, sim);
  }

  public RemoteProc proc() {
    return driver.proc();
  }

  /** Whether the measured boot has come to an end, good or bad. */
  public boolean isOver() {
    return finish.over;
  }

  /** 0, or the errno with which the measured boot failed. */
  public int result() {
    return thread.result();
  }

  /** The processor needs the proxy votes no longer. */
  public void interruptHandover() {
    interruptThread.start(driver.handover(), proc(), new Unnoticed());
  }

  void startWarmUp() {
    new SoftThread(FaultPlan.NONE, bootCore, sim).start(driver.boot(), proc(), new Unnoticed());
  }

  void startShutdown() {
    new SoftThread(FaultPlan.NONE, bootCore, sim).start(driver.shutdown(), proc(), new Unnoticed());
  }

  void start(BootTotal total) {
    proc().scmUser().reset();
    finish.total = total;
    finish.fromPs = sim.nowPs();
    thread.start(driver.boot(), proc(), finish);
  }

  void measure() {
    if (finish.over) {
      measures.take(
          proc(), thread.result(), finish.tookPs, thread.waitedToBeginPs(), faults.spans());
    }
  }

  /** The worker has returned. */
  private final class Finish extends Event {
    private BootTotal total;
    private long fromPs;
    private long tookPs;
    private boolean over;

    Finish() {
      super(Phase.OBSERVE);
    }

    @Override
    protected void fire(long nowPs) {
      over = true;
      tookPs = nowPs - fromPs;
      if (thread.result() == 0) {
        total.oneIsUp();
      }
    }
  }

  private static final class Unnoticed extends Event {
    Unnoticed() {
      super(Phase.OBSERVE);
    }

    @Override
    protected void fire(long nowPs) {}
  }
}
