package io.pilsim.software.routine;

import io.pilsim.engine.ClockDomain;
import io.pilsim.engine.Cycles;
import io.pilsim.engine.Event;
import io.pilsim.engine.HeapSimulator;
import io.pilsim.engine.Phase;
import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.hardware.cpu.TestCore;
import io.pilsim.software.routine.Routine.Builder;

/**
 * Map page by page, bridge, authenticate, drop the bridge, wait: a boot's tail with its monitor.
 */
final class MiniatureBoot {
  static final int PAGES = 3;
  static final long TIMEOUT_PS = 5_000_000_000L;
  static final int ETIMEDOUT = -110;
  private static final ClockDomain CLOCK = new ClockDomain("core", 1_000);
  private static final Cost WRITE_PTE = new Cost("linux.pgtable.write_pte", new Cycles(10));
  private static final Cost ENTRY = new Cost("monitor.entry", new Cycles(700));
  private static final Cost ERET = new Cost("monitor.eret", new Cycles(500));

  /** What each SMC asks for. */
  private enum Service {
    CREATE_BRIDGE,
    DELETE_BRIDGE,
    AUTHENTICATE
  }

  /** The frame of a boot, and of the driver's routines, which see all of it. */
  static final class Frame {
    final Registers registers = new Registers();
    int pagesDone;
  }

  /** The frame of the monitor's routines. */
  private static final class Registers {
    Service service;
  }

  final Simulator sim = new HeapSimulator();
  final SpinLock scm = new SpinLock("scm", sim, new StatGroup("lock.scm"));
  final Signal ready = new Signal();
  final Done done = new Done();
  final Frame frame = new Frame();
  final SoftThread thread;
  long firmwarePs = 10_000_000;
  int mapped;
  boolean bridged;

  private final Event readyInterrupt =
      new Event(Phase.COMPLETE) {
        @Override
        protected void fire(long nowPs) {
          ready.raise();
        }
      };
  private final Routine<Registers> createBridge =
      service("create_bridge")
          .act("insert", registers -> bridge(true))
          .undo(Routine.<Registers>named("forget").act("remove", r -> bridge(false)).build())
          .compute("eret", ERET)
          .build();
  private final Routine<Registers> deleteBridge =
      service("delete_bridge")
          .act("remove", registers -> bridge(false))
          .compute("eret", ERET)
          .build();
  private final Routine<Registers> authenticate =
      service("authenticate")
          .work("verify", "tz.verify", registers -> 2_000_000)
          .act("reset", registers -> startFirmware())
          .compute("eret", ERET)
          .build();
  private final Vector<Registers> monitor =
      registers ->
          switch (registers.service) {
            case CREATE_BRIDGE -> createBridge;
            case DELETE_BRIDGE -> deleteBridge;
            case AUTHENTICATE -> authenticate;
          };

  MiniatureBoot(FaultPlan faults) {
    thread = new SoftThread("thread", faults, TestCore.of(CLOCK, sim), sim);
  }

  /** As the driver should be. */
  Routine<Frame> routine() {
    return upToDrop(false)
        .settles("bridge")
        .await("wait", f -> ready, TIMEOUT_PS, ETIMEDOUT)
        .build();
  }

  /** A driver whose error path of the authentication forgets the bridge. */
  Routine<Frame> leakyRoutine() {
    return upToDrop(true).settles("bridge").build();
  }

  /** A driver that does not look at the result of dropping the bridge. */
  Routine<Frame> carelessRoutine() {
    return upToDrop(false).settles("bridge").ignore().build();
  }

  void run(Routine<Frame> routine) {
    thread.start(routine, frame, done);
    sim.runUntil(sim.nowPs() + 2 * TIMEOUT_PS);
  }

  private Builder<Frame> upToDrop(boolean leaky) {
    Routine<Frame> delete = smc("delete", Service.DELETE_BRIDGE).build();
    Routine<Frame> drop =
        Routine.<Frame>named("drop").acquire(scm).call(delete, f -> f).release(scm).build();
    Routine<Frame> bridge =
        Routine.<Frame>named("bridge")
            .acquire(scm)
            .call(smc("create", Service.CREATE_BRIDGE).build(), f -> f)
            .undo(delete)
            .release(scm)
            .build();
    Builder<Frame> boot =
        Routine.<Frame>named("boot")
            .act("begin", this::begin)
            .callWhile(f -> f.pagesDone < PAGES, map(), f -> f)
            .undo(Routine.<Frame>named("unmap_all").act("clear", f -> mapped = 0).build())
            .call(bridge, f -> f)
            .undo(drop)
            .call(smc("auth", Service.AUTHENTICATE).build(), f -> f);
    return (leaky ? boot.unwindFrom("map") : boot).call(drop, f -> f);
  }

  private Routine<Frame> map() {
    return Routine.<Frame>named("map")
        .compute("write_pte", WRITE_PTE)
        .act("count", f -> map(f, 1))
        .undo(Routine.<Frame>named("unmap").act("uncount", f -> map(f, -1)).build())
        .act("sync", f -> 0)
        .build();
  }

  private Builder<Frame> smc(String name, Service service) {
    return Routine.<Frame>named(name)
        .act("arguments", f -> ask(f.registers, service))
        .trap("smc", monitor, f -> f.registers);
  }

  private static Builder<Registers> service(String name) {
    return Routine.<Registers>named(name).compute("entry", ENTRY);
  }

  private int begin(Frame f) {
    f.pagesDone = 0;
    ready.lower();
    return 0;
  }

  private int map(Frame f, int pages) {
    f.pagesDone += pages;
    mapped += pages;
    return 0;
  }

  private int bridge(boolean exists) {
    bridged = exists;
    return 0;
  }

  private int startFirmware() {
    if (firmwarePs >= 0) {
      sim.after(firmwarePs, readyInterrupt);
    }
    return 0;
  }

  private static int ask(Registers registers, Service service) {
    registers.service = service;
    return 0;
  }
}
