package io.pilsim.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.engine.Bandwidth;
import io.pilsim.engine.ClockDomain;
import io.pilsim.engine.EngineKind;
import io.pilsim.engine.Event;
import io.pilsim.engine.Phase;
import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.hardware.cpu.Core;
import io.pilsim.hardware.cpu.InterruptLine;
import io.pilsim.hardware.cpu.TestCore;
import io.pilsim.hardware.fabric.Firewall;
import io.pilsim.hardware.memory.PhysicalMemory;
import io.pilsim.software.linux.KernelTrace;
import io.pilsim.software.linux.scm.Scm;
import io.pilsim.software.linux.scm.ScmParams;
import io.pilsim.software.linux.scm.ScmUser;
import io.pilsim.software.linux.scm.ShmBridge;
import io.pilsim.software.linux.scm.Tzmem;
import io.pilsim.software.linux.scm.TzmemBuffer;
import io.pilsim.software.linux.scm.TzmemMemory;
import io.pilsim.software.linux.scm.TzmemSharing;
import io.pilsim.software.linux.scm.WaitQueues;
import io.pilsim.software.linux.tzmem.TzmemParams;
import io.pilsim.software.linux.tzmem.TzmemPolicy;
import io.pilsim.software.linux.tzmem.TzmemPool;
import io.pilsim.software.routine.Cost;
import io.pilsim.software.routine.FaultPlan;
import io.pilsim.software.routine.FaultPoint;
import io.pilsim.software.routine.Routine;
import io.pilsim.software.routine.SoftThread;
import io.pilsim.software.routine.Throughput;
import io.pilsim.software.secure.Contention;
import io.pilsim.software.secure.Monitor;
import io.pilsim.software.secure.SecureParams;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Linux's firmware layer over the real monitor, with each of their rows failing once. */
final class FirmwareCallFaultsTest {
  private static final int EIO = -5;
  private static final long PAGE = 4096;
  private static final Cost SOME = Cost.ofPs("test.some", 1_000);

  private final Simulator sim = EngineKind.HEAP.create();
  private final PhysicalMemory memory = new PhysicalMemory(1L << 32);
  private final Core core = TestCore.of(new ClockDomain("core", 1_000), sim);
  private final Areas areas = new Areas();
  private final TzmemPool pool =
      new TzmemPool(
          new TzmemParams(TzmemPolicy.ON_DEMAND, 0, 64 * PAGE, PAGE), sim, new StatGroup("tzmem"));
  private final Monitor monitor =
      new Monitor(
          secureParams(),
          memory,
          new Firewall(new StatGroup("xpu")),
          List.of(),
          Contention.none(),
          new InterruptLine(),
          cause -> {},
          sim,
          new StatGroup("tz"));
  private final Scm scm = scm(TzmemSharing.POOL, "scm");

  private Scm scm(TzmemSharing sharing, String stats) {
    return new Scm(
        new ScmParams(SOME, SOME, SOME, SOME, SOME, 21, true, sharing),
        pool,
        areas,
        memory,
        monitor,
        new WaitQueues(1),
        new KernelTrace(false, sim),
        sim,
        new StatGroup(stats));
  }

  private static SecureParams secureParams() {
    return new SecureParams(
        SOME,
        SOME,
        SOME,
        SOME,
        SOME,
        SOME,
        SOME,
        SOME,
        SOME,
        SOME,
        1,
        new Throughput("test.hash", new Bandwidth(1_000_000_000)),
        true,
        true,
        8,
        false,
        OptionalLong.empty());
  }

  @Test
  void aBridgeThatCouldNotBeHandedOverIsTakenAway() {
    FaultPlan seen = FaultPlan.observing();
    new FirmwareCallFaultsTest().createBridge(seen);
    assertTrue(seen.points().size() > 10, seen.points().toString());
    for (FaultPoint point : seen.points()) {
      for (int time = 1; time <= point.times(); time++) {
        FirmwareCallFaultsTest test = new FirmwareCallFaultsTest();
        int result = test.createBridge(FaultPlan.atOccurrence(time, point.path(), EIO));
        assertEquals(EIO, result, point.path());
        assertEquals(0, test.monitor.bridges().count(), point.path());
      }
    }
  }

  private int createBridge(FaultPlan faults) {
    ShmBridge bridge = new ShmBridge(new ScmUser());
    bridge.over(0x9000_0000L, 16 * PAGE);
    return run(faults, scm.tzmem().createBridge(), bridge);
  }

  @Test
  void anAllocationThatFailedKeepsNoPageAndNoAreaWithoutItsBridge() {
    FaultPlan seen = FaultPlan.observing();
    new FirmwareCallFaultsTest().allocate(seen);
    assertTrue(
        seen.paths().contains("tzmem_alloc.fit.grow.scm_smc.attempt.enter.smc.bridge_create.exit"),
        seen.paths().toString());
    for (FaultPoint point : seen.points()) {
      for (int time = 1; time <= point.times(); time++) {
        FirmwareCallFaultsTest test = new FirmwareCallFaultsTest();
        int result = test.allocate(FaultPlan.atOccurrence(time, point.path(), EIO));
        assertEquals(EIO, result, point.path());
        assertEquals(0, test.pool.bytesInUse(), point.path());
        assertEquals(test.pool.areas(), test.monitor.bridges().count(), point.path());
        assertEquals(test.pool.areas(), test.areas.out, point.path());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = TzmemSharing.class,
      names = {"BRIDGE_PER_BUFFER", "AREA_PER_BUFFER"})
  void aBufferThatCouldNotBeHandedOverKeepsNeitherItsBridgeNorItsArea(TzmemSharing sharing) {
    FaultPlan seen = FaultPlan.observing();
    FirmwareCallFaultsTest good = new FirmwareCallFaultsTest();
    TzmemBuffer buffer = good.wanted();
    Tzmem tzmem = good.scm(sharing, "own").tzmem();
    assertEquals(0, good.run(seen, tzmem.allocate(), buffer));
    assertEquals(1, good.monitor.bridges().count());
    assertEquals(0, good.run(FaultPlan.NONE, tzmem.free(), buffer));
    good.nothingIsLeft("after its end", sharing);
    assertTrue(seen.points().size() > 10, seen.points().toString());
    for (FaultPoint point : seen.points()) {
      for (int time = 1; time <= point.times(); time++) {
        FirmwareCallFaultsTest test = new FirmwareCallFaultsTest();
        FaultPlan fails = FaultPlan.atOccurrence(time, point.path(), EIO);
        Routine<TzmemBuffer> routine = test.scm(sharing, "own").tzmem().allocate();
        assertEquals(EIO, test.run(fails, routine, test.wanted()), point.path());
        test.nothingIsLeft(point.path(), sharing);
      }
    }
  }

  private void nothingIsLeft(String path, TzmemSharing sharing) {
    assertEquals(0, pool.bytesInUse(), path);
    assertEquals(0, monitor.bridges().count(), path);
    assertEquals(pool.areas(), areas.out, path);
    if (sharing == TzmemSharing.AREA_PER_BUFFER) {
      assertEquals(0, areas.out, path);
    }
  }

  private TzmemBuffer wanted() {
    TzmemBuffer buffer = new TzmemBuffer(new ScmUser());
    buffer.want(3 * PAGE);
    return buffer;
  }

  private int allocate(FaultPlan faults) {
    return run(faults, scm.tzmem().allocate(), wanted());
  }

  private <F> int run(FaultPlan faults, Routine<F> routine, F frame) {
    SoftThread thread = new SoftThread("thread", faults, core, sim);
    thread.start(routine, frame, new Ended());
    sim.runToQuiescence(Long.MAX_VALUE / 2);
    return thread.result();
  }

  private static final class Ended extends Event {
    Ended() {
      super(Phase.OBSERVE);
    }

    @Override
    protected void fire(long nowPs) {}
  }

  private static final class Areas implements TzmemMemory {
    private long next = 0x91c0_0000L;
    private int out;

    @Override
    public long allocate(long bytes) {
      out++;
      next += bytes;
      return next - bytes;
    }

    @Override
    public void free(long address, long bytes) {
      out--;
    }
  }
}
