package io.pilsim.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.engine.EngineKind;
import io.pilsim.platform.TestRun.Shown;
import io.pilsim.platform.scenario.CrashKind;
import io.pilsim.platform.scenario.Driver;
import io.pilsim.platform.scenario.Flow;
import io.pilsim.platform.scenario.Host;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Shutdown, crash and recovery; expected numbers are worked out in flow.md 2.3, 2.4 and 3.1. */
final class LifecycleTest {
  private static final long MS = 1_000_000_000L;
  private static final long US = 1_000_000L;
  private static final long SECOND = 1_000 * MS;

  /**
   * Carveout 526, device memory 59, the domain itself 1; one sync for each unmap and the domain.
   */
  @Test
  void aShutdownInvalidatesEveryLeafAndSyncsOncePerUnmap() {
    Shown shown = TestRun.adsp().flow(Flow.SHUTDOWN).run();
    assertEquals(526 + 59, shown.count("shutdown.adsp.unmap.leaf_ptes"));
    assertEquals(526 + 59 + 1, shown.count("shutdown.adsp.unmap.tlbi"));
    assertEquals(1 + 18 + 1, shown.count("shutdown.adsp.unmap.tlb_syncs"));
    assertEquals(1, shown.count("shutdown.adsp.smc_calls"));
    assertEquals(0, shown.count("left.adsp.leaf_ptes"));
    assertTrue(shown.isUp());
    assertEquals(List.of(), shown.outcome().brokenLaws());
  }

  /** With blocks of 2 MiB the carveout is 15 leaves. */
  @Test
  void anAlignedCarveoutIsUnmappedInFifteenLeaves() {
    Shown shown =
        TestRun.adsp().set("remoteprocs.adsp.carveout.iot", "0x95c00000").flow(Flow.SHUTDOWN).run();
    assertEquals(15 + 59 + 1, shown.count("shutdown.adsp.unmap.tlbi"));
  }

  /** The workaround invalidates every 4 KiB of what is unmapped. */
  @Test
  void perPageInvalidationWritesOnceForEachPage() {
    Shown shown =
        TestRun.adsp().set("linux.iommu.per_page_invalidation", "true").flow(Flow.SHUTDOWN).run();
    assertEquals(7680 + 59 + 1, shown.count("shutdown.adsp.unmap.tlbi"));
  }

  @Test
  void aProcessorIsAskedToShutDownBeforeItIsStopped() {
    Shown shown = TestRun.adsp().flow(Flow.SHUTDOWN).run();
    long sysmonPs = 50 * US + MS + 5 * MS;
    assertEquals(sysmonPs + 4 * 500 * US, shown.count("shutdown.adsp.stage.stop_subdevices"));
    assertEquals(0, shown.count("shutdown.adsp.stage.request_stop"));
  }

  @Test
  void oneThatDoesNotShutDownInTimeIsStoppedByTheBit() {
    Shown prompt = TestRun.adsp().flow(Flow.SHUTDOWN).run();
    Shown late =
        TestRun.adsp()
            .flow(Flow.SHUTDOWN)
            .fault("timeout at shutdown.adsp.stop_subdevices.sysmon.shutdown_ack")
            .run();
    assertEquals(
        prompt.count("shutdown.adsp.total_time") - 5 * MS + 10 * SECOND + MS,
        late.count("shutdown.adsp.total_time"));
    assertEquals(MS, late.count("shutdown.adsp.stage.request_stop"));
    assertTrue(late.outcome().log().contains("remoteproc adsp: timeout waiting for shutdown ack"));
    assertTrue(late.isUp(), "the shutdown goes on all the same");
  }

  @Test
  void aStopBitThatIsNotAnsweredTakesFiveSecondsMore() {
    Shown shown =
        TestRun.adsp()
            .flow(Flow.SHUTDOWN)
            .fault("error at shutdown.adsp.stop_subdevices.sysmon")
            .fault("timeout at shutdown.adsp.request_stop.stop_bit.stop_ack")
            .run();
    assertEquals(5 * SECOND, shown.count("shutdown.adsp.stage.request_stop"));
    assertTrue(shown.outcome().log().contains("remoteproc adsp: timed out on wait"));
    assertTrue(shown.isUp());
  }

  @Test
  void aRecoveryAsksForNoResourceTableAndKeepsDomainAndDeviceMemory() {
    Shown shown = TestRun.adsp().flow(Flow.RECOVERY).run();
    assertEquals(6, shown.count("recovery.adsp.smc_calls"));
    assertEquals(0, shown.count("recovery.adsp.stage.request_stop"), "it cannot hear");
    assertEquals(4 * 500 * US, shown.count("recovery.adsp.stage.stop_subdevices"));
    assertEquals(526 + 59, shown.count("left.adsp.leaf_ptes"));
    assertTrue(shown.outcome().log().contains("remoteproc adsp: handling crash #1 in adsp"));
    assertTrue(shown.isUp());
  }

  @Test
  void underTheHypervisorARecoveryIsFourCalls() {
    Shown shown = TestRun.adsp().under(Host.QHEE).flow(Flow.RECOVERY).run();
    assertEquals(4, shown.count("recovery.adsp.smc_calls"));
    assertTrue(shown.isUp());
  }

  @ParameterizedTest
  @EnumSource(CrashKind.class)
  void everyKindOfCrashIsReportedInItsOwnWords(CrashKind kind) {
    Shown shown = TestRun.adsp().flow(Flow.RECOVERY).crash(kind).run();
    String word = kind == CrashKind.FATAL ? "fatal error" : kind.word();
    assertTrue(
        shown.outcome().log().contains("remoteproc adsp: crash detected in adsp: type " + word),
        shown.outcome().log().toString());
    assertEquals(kind == CrashKind.MMUFAULT ? 1 : 0, shown.count("smmu.faults"));
    assertTrue(shown.isUp());
  }

  /** Linux never learns of the fault; the processor itself says that it gives up, 5 ms later. */
  @Test
  void underTheHypervisorAFaultReachesLinuxAsAFatalError() {
    Shown shown =
        TestRun.adsp().under(Host.QHEE).flow(Flow.RECOVERY).crash(CrashKind.MMUFAULT).run();
    assertTrue(
        shown
            .outcome()
            .log()
            .contains("remoteproc adsp: crash detected in adsp: type fatal error"));
    assertTrue(shown.count("recovery.adsp.stage.report") > 5 * MS);
    assertTrue(shown.isUp());
  }

  @Test
  void aFullDumpTakesTheImageAtTheSpeedOfUncachedReads() {
    Shown shown = TestRun.adsp().set("linux.remoteproc.coredump", "full").flow(Flow.RECOVERY).run();
    double bytes = 31_346_688; // p_memsz of all loads: the leaf image.memory
    double picosecondsPerByte = 1e12 / 600e6;
    double tookPs = shown.count("recovery.adsp.stage.coredump");
    assertEquals(bytes * picosecondsPerByte, tookPs, 1_000);
  }

  /** flow.md 2.3: the error is looked at after the carveout has been unmapped. */
  @Test
  void aFailedStopLeavesARunningProcessorWithoutMemory() {
    Shown shown =
        TestRun.adsp().through("boot", "shutdown").fault("error at shutdown.adsp.stop nth 1").run();
    assertEquals(List.of("adsp: unmapped while it runs"), shown.outcome().findings());
    assertEquals(59, shown.count("left.adsp.leaf_ptes"), "device memory stays");
  }

  @Test
  void withTheFixItKeepsItsMemoryAndCanBeShutDownLater() {
    Shown shown =
        TestRun.adsp()
            .by(Driver.V10_FIXES)
            .through("boot", "shutdown", "shutdown")
            .fault("error at shutdown.adsp.stop nth 1")
            .run();
    assertEquals(List.of(), shown.outcome().findings());
    assertEquals(1, shown.count("lifecycle.failed"));
    assertEquals(0, shown.count("left.adsp.leaf_ptes"));
  }

  /** flow.md 2.4: a later start finds the processor in use, and does nothing, successfully. */
  @Test
  void aFailedRecoveryLeavesAProcessorThatNobodyCanStart() {
    Shown shown =
        TestRun.adsp()
            .through("boot", "crash", "boot", "shutdown")
            .fault("timeout at recovery.adsp.ready")
            .run();
    assertEquals(
        List.of(
            "adsp: memory mapped while it is off",
            "adsp: domain left while it is off",
            "adsp: in use though it is off"),
        shown.outcome().findings());
    assertEquals(2, shown.count("lifecycle.failed"), "the recovery, and the shutdown");
    assertFalse(
        shown.outcome().log().stream().filter(line -> line.endsWith("is now up")).count() > 1);
  }

  @Test
  void withTheFixItIsGivenUpAndCanBeStartedAgain() {
    Shown shown =
        TestRun.adsp()
            .by(Driver.V10_FIXES)
            .through("boot", "crash", "boot", "shutdown")
            .fault("timeout at recovery.adsp.ready")
            .run();
    assertEquals(List.of(), shown.outcome().findings());
    assertEquals(1, shown.count("lifecycle.failed"), "the recovery alone");
    assertEquals(0, shown.count("left.adsp.leaf_ptes"));
  }

  @Test
  void aSecondUserNeitherBootsNorShutsDown() {
    Shown shown = TestRun.adsp().through("boot", "boot", "shutdown", "shutdown", "shutdown").run();
    assertEquals(9 + 1, shown.count("scm.calls"), "one boot, one shutdown");
    assertEquals(1, shown.count("lifecycle.failed"), "one shutdown too many");
    assertEquals(List.of(), shown.outcome().findings());
  }

  @Test
  void whoHangsInTrustZoneKeepsEverybodyElseFromIt() {
    Shown shown = TestRun.adsp().all().fault("hang at boot.adsp.auth.scm_call").run();
    List<String> stuck =
        shown.outcome().notes().stream().filter(note -> note.startsWith("stuck: ")).toList();
    assertEquals(List.of("stuck: boot.adsp.auth.scm_call never comes back"), stuck);
    Shown inside =
        TestRun.adsp()
            .all()
            .fault("hang at boot.adsp.auth.scm_call.scm_smc.attempt.enter.smc")
            .run();
    List<String> waiting =
        inside.outcome().notes().stream()
            .filter(note -> note.contains(" waits for lock scm"))
            .toList();
    assertFalse(waiting.isEmpty());
    for (String each : waiting) {
      assertTrue(each.endsWith("held by boot.adsp.auth.scm_call.scm_smc.attempt.enter.smc"), each);
    }
    assertFalse(inside.isUp());
  }

  @Test
  void randomOperationsWithFaultsLeaveNothingAndAreTheSameOnEveryEngine() {
    TestRun run =
        TestRun.adsp()
            .all()
            .by(Driver.V10_FIXES)
            .drawing(200)
            .fault("error at boot.cdsp1.auth probability 0.1")
            .fault("timeout at recovery.gpdsp1.ready probability 0.1")
            .fault("error at shutdown.cdsp0.stop probability 0.1");
    Shown heap = run.run();
    assertEquals(200, heap.count("lifecycle.operations"));
    assertEquals(List.of(), heap.outcome().findings());
    assertEquals(List.of(), heap.outcome().brokenLaws());
    assertTrue(heap.outcome().usedChance());
    assertEquals(heap.everything(), run.on(EngineKind.WHEEL).run().everything());
  }

  @Test
  void aFaultThatNeverTakesPlaceIsTold() {
    Shown shown =
        TestRun.adsp()
            .fault("error at boot.adsp.auth nth 2")
            .fault("error at shutdown.adsp.stop")
            .run();
    assertTrue(shown.isUp());
    assertEquals(
        List.of(
            "fault error never took place: boot.adsp.auth began less than 2 times",
            "fault error never took place: shutdown.adsp.stop never began"),
        shown.outcome().notes());
  }

  @Test
  void anOperationThatFailsIsToldWithItsError() {
    Shown shown =
        TestRun.adsp().through("boot", "shutdown").fault("error at shutdown.adsp.stop").run();
    assertEquals(List.of("adsp: shutdown failed: -5"), shown.outcome().notes());
  }

  /** A failed bridge ends the boot before; only a TrustZone gone astray could let it go. */
  @Test
  void aProcessorThatLeavesResetUnbridgedIsAFinding() {
    Shown shown =
        TestRun.adsp()
            .set("tz.unbridged", "accept")
            .fault("error at boot.adsp.bridge_create.shm_bridge_create.scm_smc")
            .run();
    assertEquals(List.of(), shown.outcome().findings(), "the boot ends before it comes so far");
    BootMachine machine = TestRun.adsp().set("tz.unbridged", "accept").machine();
    machine.processors.get(0).reset().release(0);
    assertEquals(
        List.of(
            "adsp: left reset before its carveout was mapped",
            "adsp: left reset before its carveout was bridged"),
        machine.findings.lines());
  }
}
