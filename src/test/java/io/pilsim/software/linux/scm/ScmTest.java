package io.pilsim.software.linux.scm;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
    new SoftThread(FaultPlan.NONE, firmware.core(), sim).start(firmware.scm.call(), call, note());
    call.prepare(ScmFunction.PAS_SHUTDOWN);
    new SoftThread(FaultPlan.NONE, firmware.core(), sim).start(firmware.scm.call(), other, never);
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

  private int run(ScmFunction function) {
    call.prepare(function);
    return start();
  }

  private int start() {
    SoftThread thread = new SoftThread(FaultPlan.NONE, firmware.core(), sim);
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
