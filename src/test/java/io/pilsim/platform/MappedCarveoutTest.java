package io.pilsim.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.platform.TestRun.Shown;
import io.pilsim.platform.scenario.Driver;
import org.junit.jupiter.api.Test;

/** A carveout that Linux keeps mapped while TrustZone gives it away: flow.md 1.3 (b). */
final class MappedCarveoutTest {
  @Test
  void coresThatReadAheadViolateTheFirewallOnceForEachAssignment() {
    Shown shown = TestRun.adsp().set("cpu.speculative_read", "10 us").run();
    assertTrue(shown.isUp());
    assertEquals(1, shown.count("xpu.violations"));
    assertEquals(1, shown.count("cpu.speculation.reads"));
  }

  @Test
  void aDriverThatMapsItOnlyToLoadItIsSafe() {
    Shown shown = TestRun.adsp().by(Driver.V10_FIXES).set("cpu.speculative_read", "10 us").run();
    assertTrue(shown.isUp());
    assertEquals(0, shown.count("xpu.violations"));
  }

  @Test
  void coresThatNeverReadAheadDoNoHarm() {
    assertEquals(0, TestRun.adsp().run().count("xpu.violations"));
  }

  @Test
  void whereAViolationResetsTheMachineTheRunEndsThereAndSaysWhy() {
    Shown shown =
        TestRun.adsp().set("cpu.speculative_read", "10 us").set("xpu.on_violation", "reset").run();
    assertEquals(RunOutcome.Status.INCOMPLETE, shown.outcome().status());
    assertTrue(
        shown.outcome().log().contains("machine reset: XPU violation of hlos at 0x95900000"),
        shown.outcome().log().toString());
    assertEquals(0, shown.outcome().lawsChecked(), "the machine was stopped in the middle");
    long lines = shown.count("dsp.adsp.lines");
    assertTrue(lines > 0 && lines < 288 * 1024 / 64, lines + " lines of code until then");
  }
}
