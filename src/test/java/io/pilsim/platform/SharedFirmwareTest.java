package io.pilsim.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.engine.Event;
import io.pilsim.engine.Phase;
import io.pilsim.flow.FlowStages;
import io.pilsim.hardware.cpu.InterruptLine;
import io.pilsim.hardware.cpu.Registers;
import io.pilsim.platform.TestRun.Shown;
import io.pilsim.platform.scenario.Host;
import io.pilsim.software.linux.Errno;
import io.pilsim.software.linux.remoteproc.PasDriver;
import io.pilsim.software.routine.FaultPlan;
import io.pilsim.software.routine.Routine;
import io.pilsim.software.routine.SoftThread;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Boots that share TrustZone with interrupts and with another VM; times relative to those alone.
 */
final class SharedFirmwareTest {
  private static final long US = 1_000_000;
  private static final long MS = 1_000 * US;
  private static final long ENTRY_AND_EXIT_PS = 300_000;
  private static final long MARSHAL_PS = US;
  private static final long RETURN_PS = 450_000;
  private static final long TRAP_PS = 450_000 + US;
  private static final long BUSY_PS = 30 * MS;

  /** The guest's first call lasts until after Linux's first; its second is beyond the end. */
  private static final long EVERY_PS = 10_000 * MS;

  private static final long HOLDING_PS = 100 * MS;

  private static final List<String> STAGES = FlowStages.BOOT.steps();

  private final long alonePs = totalPs(TestRun.adsp().run());

  private static long totalPs(Shown shown) {
    assertTrue(shown.isUp(), shown.outcome().log().toString());
    return shown.count("boot.adsp.total_time");
  }

  @ParameterizedTest
  @EnumSource(Host.class)
  void aYieldingAuthenticationIsIssuedAgainAndCountsOnce(Host host) {
    Shown whole = TestRun.adsp().under(host).run();
    Shown yielding = TestRun.adsp().under(host).set("tz.preempt_after", "2 ms").run();
    long turns = yielding.count("scm.entries") - whole.count("scm.entries");
    long hashPs = 6_631_424L * 1_000_000_000_000L / 620_000_000L;
    assertEquals((MS + hashPs) / (2 * MS), turns, "authentication takes 1 ms and the hashing");
    assertEquals(whole.count("boot.adsp.smc_calls"), yielding.count("boot.adsp.smc_calls"));
    long trapPs = host == Host.KVM ? 0 : TRAP_PS + RETURN_PS;
    assertEquals(
        turns * (ENTRY_AND_EXIT_PS + trapPs),
        yielding.count("boot.adsp.total_time") - whole.count("boot.adsp.total_time"));
  }

  private TestRun besideGuest(String whenBusy) {
    return TestRun.adsp()
        .guest(EVERY_PS, HOLDING_PS)
        .set("tz.when_busy", whenBusy)
        .set("linux.scm.wait_queue_interrupt", "present");
  }

  @Test
  void asleepOnAWaitQueueTheCallGoesOnOneQuestionAfterTheRelease() {
    Shown spun = besideGuest("spin").run();
    Shown slept = besideGuest("wait-queue").run();
    assertTrue(totalPs(spun) > alonePs);
    assertEquals(totalPs(spun) + ENTRY_AND_EXIT_PS, totalPs(slept));
    assertEquals(9, slept.count("boot.adsp.smc_calls"));
    assertEquals(9 + 2, slept.count("scm.entries"), "GET_WQ_CTX and RESUME beside them");
    assertEquals(1, slept.count("tz.sleeps"));
  }

  @Test
  void theMutexIsHeldWhileTheCallerSleeps() {
    Shown spun = besideGuest("spin").run();
    Shown slept = besideGuest("wait-queue").run();
    assertEquals(
        spun.sumPs("scm.lock.hold_time") + ENTRY_AND_EXIT_PS, slept.sumPs("scm.lock.hold_time"));
  }

  @Test
  void aBusyFirmwareIsAskedEveryThirtyMilliseconds() {
    long heldPs = totalPs(besideGuest("spin").run()) - alonePs;
    long roundPs = BUSY_PS + ENTRY_AND_EXIT_PS;
    long rounds = (heldPs + roundPs - 1) / roundPs;
    Shown busy = besideGuest("busy").run();
    assertEquals(alonePs + rounds * roundPs, totalPs(busy));
    assertEquals(9 + rounds, busy.count("scm.entries"));
    assertEquals(9, busy.count("boot.adsp.smc_calls"));
  }

  @Test
  void afterTwentyTwoAttemptsLinuxGivesUp() {
    Shown shown = TestRun.adsp().guest(EVERY_PS, EVERY_PS - 1).set("tz.when_busy", "busy").run();
    assertEquals(16, shown.count("boot.adsp.errno"));
    assertEquals(22, shown.count("scm.entries"));
    assertEquals(22 * ENTRY_AND_EXIT_PS, shown.sumPs("scm.lock.hold_time"));
    assertEquals(0, shown.count("left.tzmem_bytes"));
  }

  @Test
  void withoutTheInterruptTheWakeUpIsLostAndEverybodyHangs() {
    Shown shown = TestRun.adsp().of("adsp", "cdsp0").guest(EVERY_PS, HOLDING_PS).run();
    assertEquals(RunOutcome.Status.INCOMPLETE, shown.outcome().status());
    assertEquals(1, shown.count("tz.sleeps"));
    assertEquals(1, shown.count("scm.entries"));
    assertEquals(1, shown.count("scm.lock.contended"), "the other one waits behind it");
    List<String> notes = shown.outcome().notes();
    assertEquals(3, notes.size(), notes.toString());
    assertTrue(notes.get(2).endsWith("leaf linux.scm.wait_queue_interrupt"), notes.get(2));
    assertTrue(notes.get(0).startsWith("stuck: boot.adsp.rsc_table."), notes.get(0));
    assertTrue(notes.get(0).contains(".resume.wait_queue waits"), notes.get(0));
    assertTrue(notes.get(1).startsWith("stuck: boot.cdsp0.rsc_table."), notes.get(1));
    assertTrue(notes.get(1).contains(" waits for lock scm, held by boot.adsp."), notes.get(1));
  }

  /**
   * The guest holds the lock from 1 us before a forwarded call reaches TrustZone until 1 us after.
   * Then come the question for the wait queue and the resumption, each through the hypervisor.
   */
  @ParameterizedTest
  @CsvSource({"mem_setup, 0", "auth, 20300"})
  void theHypervisorForwardsSleepAndResumption(String stage, long ownCallNs) {
    Shown alone = TestRun.adsp().under(Host.QHEE).run();
    long reachesPs = MARSHAL_PS + TRAP_PS + ownCallNs * 1_000;
    for (String before : STAGES.subList(0, STAGES.indexOf(stage))) {
      reachesPs += alone.count("boot.adsp.stage." + before);
    }
    Shown slept =
        TestRun.adsp()
            .under(Host.QHEE)
            .guest(reachesPs - US, 2 * US)
            .set("linux.scm.wait_queue_interrupt", "present")
            .run();
    assertEquals(1, slept.count("tz.sleeps"));
    long askPs = TRAP_PS + ENTRY_AND_EXIT_PS + RETURN_PS;
    assertEquals(totalPs(alone) + US + askPs + TRAP_PS, totalPs(slept));
    assertEquals(3, slept.count("boot.adsp.smc_calls"));
    assertEquals(3 + 2, slept.count("scm.entries"));
    assertEquals(0, slept.count("left.bridges"));
  }

  @Test
  void aSocWithoutBridgesMakesFourCallsWhereTrustZoneLooksAtAnyMemory() {
    TestRun plain = TestRun.adsp().set("linux.tzmem.shm_bridge", "blacklisted");
    Shown accepted = plain.set("tz.unbridged", "accept").run();
    assertTrue(accepted.isUp(), accepted.outcome().log().toString());
    assertEquals(4, accepted.count("boot.adsp.smc_calls"));
    assertEquals(0, accepted.count("boot.adsp.bridges_created"));
    assertEquals(3, accepted.count("boot.adsp.tzmem_growths"));
    Shown refused = plain.set("tz.unbridged", "refuse").run();
    assertEquals(22, refused.count("boot.adsp.errno"));
    assertEquals(1, refused.count("boot.adsp.smc_calls"));
  }

  @Test
  void aTableTooLargeForItsBufferIsAskedForOnceMoreInTheSizeNamed() {
    Shown shown = TestRun.adsp().set("linux.remoteproc.resource_table", "512 B").run();
    assertTrue(shown.isUp());
    assertEquals(18, shown.count("boot.adsp.devmem.calls"));
    // the table twice, init, mem_setup, bridge, authentication, its end
    long growths = shown.count("boot.adsp.tzmem_growths");
    assertEquals(7, shown.count("boot.adsp.smc_calls") - growths);
  }

  @Test
  void aSecondAnswerThatIsTooSmallFailsWithEoverflow() {
    TestRun run = TestRun.adsp();
    BootMachine machine = run.machine();
    List<Long> sizes = new ArrayList<>();
    Routine<Registers> growing =
        Routine.<Registers>named("growing_table")
            .act(
                "answer",
                x -> {
                  sizes.add(machine.hardware.memory.readWord(x.get(5) + Long.BYTES));
                  x.clear();
                  x.set(0, -10);
                  x.set(2, 20);
                  x.set(3, 20_000L * sizes.size());
                  return 0;
                })
            .build();
    Kernel kernel =
        new Kernel(
            TestRun.model().reader(),
            machine.hardware,
            x -> x.get(0) == 0x4200_0221L ? growing : machine.secure.monitor.answer(x),
            new InterruptLine(),
            false);
    PasDriver driver = machine.processors.get(0).driver(run.scenario(), kernel);
    SoftThread thread =
        new SoftThread("thread", FaultPlan.NONE, machine.hardware.core(0), machine.hardware.sim);
    thread.start(driver.boot(), driver.proc(), new Ended());
    machine.hardware.sim.runToQuiescence(Long.MAX_VALUE / 2);
    assertEquals(Errno.EOVERFLOW, thread.result());
    assertEquals(List.of(16_384L, 20_000L), sizes);
    assertEquals(0, kernel.pool.bytesInUse());
  }

  private static final class Ended extends Event {
    Ended() {
      super(Phase.OBSERVE);
    }

    @Override
    protected void fire(long nowPs) {}
  }
}
