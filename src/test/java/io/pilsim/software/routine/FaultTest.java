package io.pilsim.software.routine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.engine.ClockDomain;
import io.pilsim.engine.Cycles;
import io.pilsim.engine.HeapSimulator;
import io.pilsim.engine.RandomStreams;
import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.hardware.cpu.Core;
import io.pilsim.hardware.cpu.TestCore;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a fault does to the row it befalls, and to whoever waits for that row. */
final class FaultTest {
  private static final int EIO = -5;
  private static final int ETIMEDOUT = -110;
  private static final long TIMEOUT_PS = 5_000;
  private static final ClockDomain CLOCK = new ClockDomain("core", 1_000);
  private static final Cost THOUSAND = new Cost("test.thousand", new Cycles(1_000));
  private static final long WORK_PS = 1_000_000;

  private final Simulator sim = new HeapSimulator();
  private final Core core0 = TestCore.of(CLOCK, sim);
  private final Core core1 = TestCore.of(CLOCK, sim);
  private final Mutex mutex = new Mutex("scm", sim, new StatGroup("lock.scm"));
  private final Signal signal = new Signal();
  private final Done done = new Done();
  private final Routine<Object> waiting =
      Routine.<Object>named("waiting")
          .await("answer", frame -> signal, TIMEOUT_PS, ETIMEDOUT)
          .compute("work", THOUSAND)
          .build();
  private final Routine<Object> locked =
      Routine.<Object>named("locked")
          .acquire(mutex)
          .compute("work", THOUSAND)
          .release(mutex)
          .build();

  @Test
  void aTimeoutLetsTheWholeTimePassThoughTheSignalIsThere() {
    signal.raise();
    SoftThread thread = thread(fault("waiting.answer", Fault.Kind.TIMEOUT), core0);
    thread.start(waiting, new Object(), done);
    done.assertFiresExactlyAt(TIMEOUT_PS, sim);
    assertEquals(ETIMEDOUT, thread.result());
  }

  @Test
  void aTimeoutOfARowThatWaitsForNothingFailsAtOnce() {
    SoftThread thread = thread(fault("locked.work", Fault.Kind.TIMEOUT), core0);
    thread.start(locked, new Object(), done);
    done.assertFiresExactlyAt(0, sim);
    assertEquals(EIO, thread.result());
    assertFalse(mutex.isHeld());
  }

  @Test
  void aHungThreadKeepsItsCoreAndItsLockAndSaysWhere() {
    SoftThread hung = thread(fault("locked.work", Fault.Kind.HANG), core0);
    hung.start(locked, new Object(), done);
    SoftThread waiter = thread(FaultPlan.NONE, core1);
    waiter.start(locked, new Object(), new Done());
    SoftThread other = thread(FaultPlan.NONE, core0);
    other.start(waiting, new Object(), new Done());
    assertTrue(sim.runToQuiescence(Long.MAX_VALUE));
    assertEquals("locked.work never comes back", hung.stuckOn());
    assertEquals("locked.lock_scm waits for lock scm, held by locked.work", waiter.stuckOn());
    assertEquals("waiting.answer waits for core 0", other.stuckOn());
  }

  @Test
  void aThreadThatHangsWhileItWaitsGivesItsCoreUp() {
    SoftThread hung = thread(fault("waiting.answer", Fault.Kind.HANG), core0);
    hung.start(waiting, new Object(), done);
    Done other = new Done();
    thread(FaultPlan.NONE, core0).start(locked, new Object(), other);
    other.assertFiresExactlyAt(WORK_PS, sim);
    signal.raise();
    sim.runToQuiescence(Long.MAX_VALUE);
    assertFalse(hung.isIdle());
    assertEquals("waiting.answer never comes back", hung.stuckOn());
  }

  @Test
  void aLockHeldByAThreadThatHasEndedIsToldSo() {
    Routine<Object> forgetful = Routine.<Object>named("forgetful").acquire(mutex).build();
    thread(FaultPlan.NONE, core0).start(forgetful, new Object(), new Done());
    SoftThread waiter = thread(FaultPlan.NONE, core1);
    waiter.start(locked, new Object(), done);
    sim.runToQuiescence(Long.MAX_VALUE);
    assertEquals(
        "locked.lock_scm waits for lock scm, held by forgetful, which has ended,",
        waiter.stuckOn());
  }

  @Test
  void aFaultByChanceBefallsTheShareOfTimesThatItsProbabilitySays() {
    RandomStreams streams = new RandomStreams(1, 0);
    Fault.Trigger trigger = Fault.Trigger.chance(0.2, streams.stream("fault"));
    int struck = 0;
    for (int i = 1; i <= 10_000; i++) {
      struck += trigger.strikes(i) ? 1 : 0;
    }
    // four standard deviations of a binomial with n = 10,000 and p = 0.2
    assertEquals(2_000, struck, 4 * Math.sqrt(10_000 * 0.2 * 0.8));
  }

  @Test
  void pointsTellWhatCouldGoWrongWhereAndHowOften() {
    Routine<Object> drop = Routine.<Object>named("drop").act("give", frame -> 0).build();
    Routine<Object> routine =
        Routine.<Object>named("routine")
            .act("take", frame -> 0)
            .undo(drop)
            .callIf(frame -> false, waiting, frame -> frame)
            .await("answer", frame -> signal, TIMEOUT_PS, ETIMEDOUT)
            .call(drop, frame -> frame)
            .settles("take")
            .build();
    signal.raise();
    FaultPlan plan = FaultPlan.observing();
    SoftThread thread = thread(plan, core0);
    thread.start(routine, new Object(), done);
    sim.runToQuiescence(Long.MAX_VALUE);
    thread.start(routine, new Object(), done);
    sim.runToQuiescence(Long.MAX_VALUE);
    assertEquals(
        List.of(
            new FaultPoint("routine.take", 2, false, false, false),
            new FaultPoint("routine.answer", 2, false, true, true),
            new FaultPoint("routine.drop", 2, true, false, false),
            new FaultPoint("routine.drop.give", 2, true, false, false)),
        plan.points(),
        "a call that is left out is no point, and what a release calls releases");
  }

  private SoftThread thread(FaultPlan faults, Core core) {
    return new SoftThread("thread", faults, core, sim);
  }

  private static FaultPlan fault(String path, Fault.Kind kind) {
    return FaultPlan.of(List.of(new Fault(path, kind, EIO, Fault.Trigger.ALWAYS)));
  }
}
