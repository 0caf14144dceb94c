package io.pilsim.platform.validation;

import io.pilsim.engine.ClockDomain;
import io.pilsim.engine.EngineKind;
import io.pilsim.engine.Event;
import io.pilsim.engine.Phase;
import io.pilsim.engine.Simulator;
import io.pilsim.hardware.cpu.Core;
import io.pilsim.hardware.cpu.ExceptionLevel;
import io.pilsim.platform.model.ModelReader;
import io.pilsim.software.routine.Cost;
import io.pilsim.software.routine.FaultPlan;
import io.pilsim.software.routine.Routine;
import io.pilsim.software.routine.SoftThread;

/**
 * Exits of a guest to its hypervisor and back.
 *
 * <p><b>Models:</b> registers saved and restored, once for a call; a trapped access to the
 * interrupt controller's registers, whose handler works on system registers too; an access that
 * user space answers, for which the guest's other context is put away and loaded again, and code
 * runs. System registers are as fast as the machine's call, code as its end of interrupt, which
 * does not exit.
 *
 * <p><b>Does not model:</b> what the handlers do.
 */
public final class ExitBench {
  private final ModelReader model;
  private final long callPs;
  private final long nativePs;

  /**
   * @param model with {@code reference.hvc} and {@code reference.eoi} of the machine that the
   *     handlers' costs are of
   * @param callPs of this machine's call and return
   * @param nativePs of this machine's end of interrupt
   */
  public ExitBench(ModelReader model, long callPs, long nativePs) {
    this.model = model;
    this.callPs = callPs;
    this.nativePs = nativePs;
  }

  /** A call that does nothing. */
  public long hvc() {
    return run(exit("hvc").compute("restore", half()).build());
  }

  /** An end of interrupt: the guest's own, without an exit. */
  public long eoi() {
    return run(
        Routine.<Object>named("eoi").compute("write", Cost.ofPs("machine.eoi", nativePs)).build());
  }

  /** A read of a register that the hypervisor emulates. */
  public long vgicRead() {
    return run(
        exit("mmio_read_vgic")
            .compute("handler", registers("handler.vgic"))
            .compute("restore", half())
            .build());
  }

  /** A read that user space emulates. */
  public long userRead() {
    Cost context = Cost.ofPs("machine.hvc", callPs);
    return run(
        exit("mmio_read_user")
            .compute("vcpu_put", context)
            .compute("handler", code("handler.user"))
            .compute("vcpu_load", context)
            .compute("restore", half())
            .build());
  }

  private Routine.Builder<Object> exit(String name) {
    return Routine.<Object>named(name).compute("save", half());
  }

  private Cost half() {
    return Cost.ofPs("machine.hvc", callPs / 2);
  }

  private Cost registers(String path) {
    return scaled(path, callPs, model.durationPs("reference.hvc"));
  }

  private Cost code(String path) {
    return scaled(path, nativePs, model.durationPs("reference.eoi"));
  }

  private Cost scaled(String path, long here, long there) {
    return Cost.ofPs(path, Math.round((double) model.durationPs(path) * here / there));
  }

  private static long run(Routine<Object> routine) {
    Simulator sim = EngineKind.DEFAULT.create();
    Core core = new Core(0, ExceptionLevel.EL1, new ClockDomain("cpu", 1_000), sim);
    End end = new End();
    new SoftThread("exit", FaultPlan.NONE, core, sim).start(routine, new Object(), end);
    sim.runToQuiescence(Long.MAX_VALUE);
    return end.atPs;
  }

  /** Notes when the guest goes on. */
  private static final class End extends Event {
    private long atPs;

    End() {
      super(Phase.OBSERVE);
    }

    @Override
    protected void fire(long nowPs) {
      atPs = nowPs;
    }
  }
}
