package io.pilsim.software.routine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pilsim.engine.ClockDomain;
import io.pilsim.engine.Cycles;
import io.pilsim.engine.Event;
import io.pilsim.engine.HeapSimulator;
import io.pilsim.engine.Phase;
import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.hardware.cpu.Core;
import io.pilsim.hardware.cpu.TestCore;
import org.junit.jupiter.api.Test;

/** Threads that share a core, a lock, or both. */
final class SoftThreadTest {
  private static final ClockDomain CLOCK = new ClockDomain("core", 1_000);
  private static final Cost THOUSAND = new Cost("test.thousand", new Cycles(1_000));
  private static final long WORK_PS = 1_000_000;

  private final Simulator sim = new HeapSimulator();
  private final Core core0 = TestCore.of(CLOCK, sim);
  private final Core core1 = TestCore.of(CLOCK, sim);
  private final SpinLock spin = new SpinLock("spin", sim, new StatGroup("lock.spin"));
  private final Mutex mutex = new Mutex("mutex", sim, new StatGroup("lock.mutex"));
  private final Signal signal = new Signal();
  private final Routine<Object> plain =
      Routine.<Object>named("plain").compute("work", THOUSAND).build();

  @Test
  void twoThreadsOnOneCoreNeverComputeAtOnce() {
    Done first = start(core0, plain);
    Done second = start(core0, plain);
    first.assertFiresExactlyAt(WORK_PS, sim);
    second.assertFiresExactlyAt(2 * WORK_PS, sim);
  }

  @Test
  void twoThreadsOnTwoCoresContendForTheLock() {
    Done first = start(core0, under(spin));
    Done second = start(core1, under(spin));
    first.assertFiresExactlyAt(WORK_PS, sim);
    second.assertFiresExactlyAt(2 * WORK_PS, sim);
  }

  @Test
  void spinningKeepsTheCore() {
    start(core0, under(spin));
    start(core1, under(spin));
    start(core1, plain).assertFiresExactlyAt(3 * WORK_PS, sim);
  }

  @Test
  void sleepingOnAMutexGivesTheCoreUp() {
    start(core0, under(mutex));
    Done sleeper = start(core1, under(mutex));
    start(core1, plain).assertFiresExactlyAt(WORK_PS, sim);
    sleeper.assertFiresExactlyAt(2 * WORK_PS, sim);
  }

  @Test
  void aWokenThreadWaitsForItsCore() {
    Done sleeper = start(core0, sleepThen());
    start(core0, plain);
    sim.after(WORK_PS / 2, raise());
    sleeper.assertFiresExactlyAt(WORK_PS, sim);
  }

  @Test
  void aSignalAtTheInstantOfTheTimeoutIsInTime() {
    SoftThread thread = new SoftThread("thread", FaultPlan.NONE, core0, sim);
    Done done = new Done();
    thread.start(sleepThen(), new Object(), done);
    sim.after(10 * WORK_PS, raise());
    done.assertFiresExactlyAt(10 * WORK_PS, sim);
    assertEquals(0, thread.result());
  }

  @Test
  void theHolderOfASpinLockMustNotSleep() {
    start(
        core0,
        Routine.<Object>named("wrong").acquire(spin).await("wait", f -> signal, 1, -1).build());
    assertThrows(IllegalStateException.class, () -> sim.runUntil(1));
  }

  private Done start(Core core, Routine<Object> routine) {
    Done done = new Done();
    new SoftThread("thread", FaultPlan.NONE, core, sim).start(routine, new Object(), done);
    return done;
  }

  private static Routine<Object> under(Lock lock) {
    return Routine.<Object>named("locked")
        .acquire(lock)
        .compute("work", THOUSAND)
        .release(lock)
        .build();
  }

  private Routine<Object> sleepThen() {
    return Routine.<Object>named("sleep").await("wait", f -> signal, 10 * WORK_PS, -110).build();
  }

  private Event raise() {
    return new Event(Phase.COMPLETE) {
      @Override
      protected void fire(long nowPs) {
        signal.raise();
      }
    };
  }
}
