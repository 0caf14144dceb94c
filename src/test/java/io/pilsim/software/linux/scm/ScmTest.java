package io.pilsim.software.linux.scm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.pilsim.engine.Event;
import io.pilsim.engine.Phase;
import io.pilsim.engine.Simulator;
import io.pilsim.hardware.cpu.Registers;
import io.pilsim.software.linux.Errno;
import io.pilsim.software.routine.FaultPlan;
import io.pilsim.software.routine.SoftThread;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Calls against a firmware that answers from a script. */
final class ScmTest {
  private static final long MARSHAL_PS = 1_000_000;
  private static final long BUSY_PS = 30_000_000_000L;
  private static final long SERVICE_PS = ScriptedFirmware.SERVICE_PS;

  private final ScriptedFirmware firmware = new ScriptedFirmware(MARSHAL_PS, BUSY_PS);
  private final Simulator sim = firmware.sim;
  private final ScmUser user = new ScmUser();
  private final ScmCall call = ScmCall.of(user);

  @Test
  void aCallTakesMarshallingAndOneService() {
    assertEquals(0, run(ScmFunction.PAS_AUTH_AND_RESET));
    assertEquals(MARSHAL_PS + SERVICE_PS, sim.nowPs());
    assertEquals(List.of(0x4200_0205L), firmware.asked);
    assertEquals(1, user.calls());
  }

  @Test
  void aCallOfFiveArgumentsSpillsThemIntoABridgedPage() {
    call.prepare(ScmFunction.PAS_GET_RSCTABLE);
    for (int i = 0; i < 5; i++) {
      call.argument(i, 100 + i);
    }
    assertEquals(0, start());
    assertEquals(List.of(0x4200_0C1EL, 0x4200_0221L), firmware.asked, "the pool grows first");
    long page = firmware.lastX5;
    assertEquals(ScriptedFirmware.AREA, page);
    assertEquals(103, firmware.memory.readWord(page));
    assertEquals(104, firmware.memory.readWord(page + 8));
    assertEquals(2, user.calls());
    assertEquals(1, user.growths());
    assertEquals(0, firmware.pool.bytesInUse());
  }

  @Test
  void anInterruptedCallIsIssuedAgainWithItsSessionUnderTheSameLock() {
    firmware.script.add(x -> answer(x, Scm.INTERRUPTED, 0, 77));
    firmware.script.add(x -> answer(x, 0, 5, 0));
    assertEquals(0, run(ScmFunction.PAS_SHUTDOWN));
    assertEquals(List.of(0x4200_0206L, 1L), firmware.asked);
    assertEquals(List.of(0L, 77L), firmware.sessions);
    assertEquals(5, call.result(0));
    assertEquals(1, user.calls(), "one logical call");
  }

  @Test
  void aBusyFirmwareIsAskedTwentyTwoTimesWithTwentyOneSleeps() {
    for (int i = 0; i < 30; i++) {
      firmware.script.add(x -> answer(x, Scm.BUSY, 0, 0));
    }
    assertEquals(Errno.EBUSY, run(ScmFunction.PAS_SHUTDOWN));
    assertEquals(22, firmware.asked.size());
    assertEquals(MARSHAL_PS + 22 * SERVICE_PS + 21 * BUSY_PS, sim.nowPs());
  }

  @Test
  void aSleepingCallHoldsTheMutexUntilItIsResumed() {
    firmware.script.add(x -> sleep(x, 0, 17));
    firmware.script.add(x -> answer(x, 0, 0, 0));
    ScmCall other = ScmCall.of(new ScmUser());
    other.prepare(ScmFunction.PAS_AUTH_AND_RESET);
    Event never = note();
    new SoftThread("thread", FaultPlan.NONE, firmware.core(), sim)
        .start(firmware.scm.call(), call, note());
    call.prepare(ScmFunction.PAS_SHUTDOWN);
    new SoftThread("thread", FaultPlan.NONE, firmware.core(), sim)
        .start(firmware.scm.call(), other, never);
    long wakeAtPs = 1_000_000_000;
    sim.runUntil(wakeAtPs);
    assertEquals(List.of(0x4200_0206L), firmware.asked, "the other one waits");
    firmware.waitQueues.wake(0);
    sim.runToQuiescence(Long.MAX_VALUE / 2);
    assertEquals(List.of(0x4200_0206L, 0x4200_2402L, 0x4200_0205L), firmware.asked);
    assertEquals(17, firmware.resumed);
    assertEquals(wakeAtPs + 2 * SERVICE_PS, sim.nowPs());
  }

  @Test
  void firmwareErrorsBecomeTheKernelsErrors() {
    long[][] errors = {{-1, -5}, {-2, -22}, {-3, -22}, {-4, -95}, {-5, -12}, {-10, -22}};
    for (long[] pair : errors) {
      firmware.script.add(x -> answer(x, pair[0], 0, 0));
      assertEquals(pair[1], run(ScmFunction.PAS_SHUTDOWN), "firmware says " + pair[0]);
    }
  }

  @Test
  void aPoolThatCannotGrowFailsTheCallAndKeepsNothing() {
    firmware.script.add(x -> answer(x, -1, 0, 0));
    assertEquals(Errno.EIO, run(ScmFunction.PAS_GET_RSCTABLE));
    assertEquals(0, firmware.areasOut);
    assertEquals(0, firmware.pool.bytesInUse());
  }

  @Test
  void aResumedCallThatIsInterruptedGoesOnWithItsSession() {
    firmware.script.add(x -> sleep(x, 0, 17));
    firmware.script.add(x -> answer(x, Scm.INTERRUPTED, 0, 88));
    firmware.script.add(x -> sleep(x, 0, 18));
    firmware.script.add(x -> answer(x, 0, 5, 0));
    firmware.waitQueues.wake(0);
    sim.after(50_000_000, wake());
    assertEquals(0, run(ScmFunction.PAS_SHUTDOWN));
    assertEquals(List.of(0x4200_0206L, 0x4200_2402L, 1L, 0x4200_2402L), firmware.asked);
    assertEquals(List.of(0L, 0L, 88L, 0L), firmware.sessions);
    assertEquals(18, firmware.resumed);
    assertEquals(5, call.result(0));
  }

  @Test
  void aKernelOfOneContextRefusesToSleepOnAnother() {
    firmware.script.add(x -> sleep(x, 1, 17));
    assertEquals(Errno.EINVAL, run(ScmFunction.PAS_SHUTDOWN));
    assertEquals(1, firmware.asked.size());
    assertEquals(0, run(ScmFunction.PAS_SHUTDOWN), "the mutex is free again");
  }

  @Test
  void theInterruptsThreadWakesWhomTheFirmwareNames() {
    firmware.script.add(x -> sleep(x, 0, 17));
    firmware.script.add(x -> wakeOne(x, 1, 1, 1));
    firmware.script.add(x -> wakeOne(x, 0, 1, 0));
    WakeUpThread interrupt =
        new WakeUpThread(
            new SoftThread("thread", FaultPlan.NONE, firmware.core(), sim), firmware.scm.wakeUps());
    long raisedPs = 1_000_000_000;
    sim.after(
        raisedPs,
        new Event(Phase.COMPLETE) {
          @Override
          protected void fire(long nowPs) {
            interrupt.interrupt();
            interrupt.interrupt();
          }
        });
    assertEquals(0, run(ScmFunction.PAS_SHUTDOWN));
    long get = 0xC200_2403L;
    assertEquals(List.of(0x4200_0206L, get, get, 0x4200_2402L, get), firmware.asked);
    assertEquals(
        raisedPs + 3 * SERVICE_PS, sim.nowPs(), "the resumed call, beside the last question");
  }

  @Test
  void aWakeUpOfAnotherSortIsNoWakeUp() {
    firmware.script.add(x -> sleep(x, 0, 17));
    firmware.script.add(x -> wakeOne(x, 0, 2, 0));
    WakeUpThread interrupt =
        new WakeUpThread(
            new SoftThread("thread", FaultPlan.NONE, firmware.core(), sim), firmware.scm.wakeUps());
    call.prepare(ScmFunction.PAS_SHUTDOWN);
    SoftThread caller = new SoftThread("thread", FaultPlan.NONE, firmware.core(), sim);
    caller.start(firmware.scm.call(), call, note());
    sim.runUntil(100_000_000);
    interrupt.interrupt();
    sim.runToQuiescence(Long.MAX_VALUE / 2);
    assertEquals(List.of(0x4200_0206L, 0xC200_2403L), firmware.asked);
    assertFalse(caller.isIdle());
  }

  @Test
  void aUserIsToldHowLongItWaitedForTheMutexAndHeldIt() {
    firmware.script.add(x -> answer(x, Scm.BUSY, 0, 0));
    ScmUser second = new ScmUser();
    ScmCall other = ScmCall.of(second);
    other.prepare(ScmFunction.PAS_AUTH_AND_RESET);
    call.prepare(ScmFunction.PAS_SHUTDOWN);
    new SoftThread("thread", FaultPlan.NONE, firmware.core(), sim)
        .start(firmware.scm.call(), call, note());
    new SoftThread("thread", FaultPlan.NONE, firmware.core(), sim)
        .start(firmware.scm.call(), other, note());
    sim.runToQuiescence(Long.MAX_VALUE / 2);
    assertEquals(2 * SERVICE_PS, user.heldPs(), "two attempts, the sleep between apart");
    assertEquals(0, user.waitedPs());
    assertEquals(SERVICE_PS, second.heldPs());
    assertEquals(SERVICE_PS, second.waitedPs());
    second.reset();
    assertEquals(0, second.heldPs() + second.waitedPs());
  }

  @Test
  void whereThereAreNoBridgesThePoolGrowsWithoutACall() {
    ScriptedFirmware plain = new ScriptedFirmware(MARSHAL_PS, BUSY_PS, false);
    call.prepare(ScmFunction.PAS_GET_RSCTABLE);
    SoftThread thread = new SoftThread("thread", FaultPlan.NONE, plain.core(), plain.sim);
    thread.start(plain.scm.call(), call, note());
    plain.sim.runToQuiescence(Long.MAX_VALUE / 2);
    assertEquals(0, thread.result());
    assertEquals(List.of(0x4200_0221L), plain.asked);
    assertEquals(1, user.growths());
    assertEquals(0, user.bridgesCreated());
    ShmBridge bridge = new ShmBridge(user);
    bridge.over(0x9000_0000L, 4096);
    thread.start(plain.scm.tzmem().createBridge(), bridge, note());
    plain.sim.runToQuiescence(Long.MAX_VALUE / 2);
    assertFalse(bridge.exists());
    assertEquals(1, plain.asked.size());
  }

  private Event wake() {
    return new Event(Phase.COMPLETE) {
      @Override
      protected void fire(long nowPs) {
        firmware.waitQueues.wake(0);
      }
    };
  }

  private static int wakeOne(Registers x, long queue, long flags, long more) {
    answer(x, 0, queue, 0);
    x.set(2, flags);
    x.set(3, more);
    return 0;
  }

  private int run(ScmFunction function) {
    call.prepare(function);
    return start();
  }

  private int start() {
    SoftThread thread = new SoftThread("thread", FaultPlan.NONE, firmware.core(), sim);
    thread.start(firmware.scm.call(), call, note());
    sim.runToQuiescence(Long.MAX_VALUE / 2);
    return thread.result();
  }

  private static int answer(Registers x, long status, long first, long session) {
    x.clear();
    x.set(0, status);
    x.set(1, first);
    x.set(6, session);
    return 0;
  }

  private static int sleep(Registers x, long queue, long context) {
    answer(x, Scm.WAITQ_SLEEP, queue, 0);
    x.set(2, context);
    return 0;
  }

  private static Event note() {
    return new Event(Phase.OBSERVE) {
      @Override
      protected void fire(long nowPs) {}
    };
  }
}
