package io.pilsim.hardware.smmu.v2;

import static io.pilsim.hardware.smmu.v2.Bench.CACHE_PS;
import static io.pilsim.hardware.smmu.v2.Bench.HIT_PS;
import static io.pilsim.hardware.smmu.v2.Bench.LINK_PS;
import static io.pilsim.hardware.smmu.v2.Bench.MACRO_PS;
import static io.pilsim.hardware.smmu.v2.Bench.PAGE;
import static io.pilsim.hardware.smmu.v2.Bench.PORT_PS;
import static io.pilsim.hardware.smmu.v2.Bench.READ_PS;
import static io.pilsim.hardware.smmu.v2.Bench.RW;
import static io.pilsim.hardware.smmu.v2.Bench.SETUP_PS;
import static io.pilsim.hardware.smmu.v2.Bench.WALK_PS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pilsim.engine.Cycles;
import org.junit.jupiter.api.Test;

/** The time of translations, part by part. */
final class TimeSpentTest {
  private final Bench bench = Bench.plain();

  @Test
  void aColdWalkSpendsItsTimeWhereTheParametersSay() {
    bench.tables.map(0, 0, PAGE, 1, RW);
    bench.finish(bench.read(0));
    assertSpent("lookup", HIT_PS);
    assertSpent("link", 2 * LINK_PS);
    assertSpent("tcu", MACRO_PS);
    assertSpent("queue", 0);
    assertSpent("walk", SETUP_PS + CACHE_PS);
    for (int level = 0; level < 4; level++) {
      assertSpent("s1l" + level, READ_PS);
      assertSpent("s2l" + level, 0);
    }
    bench.assertLawsHold();
  }

  @Test
  void waitsForTheTurnAndForASlotAreToldApart() {
    Bench narrow = new Bench(Bench.params(Bench.walker(1, false), tbu(1, false)));
    narrow.tables.map(0, 0, PAGE, 2, RW);
    Bench.Access first = narrow.read(0);
    Bench.Access second = narrow.read(PAGE);
    narrow.finish(first, second);
    assertEquals(PORT_PS, narrow.count("time.port"));
    // The second had been looked up one turn after the first, and left when that was back.
    assertEquals(WALK_PS + 4 * READ_PS - HIT_PS - PORT_PS, narrow.count("time.slot"));
    narrow.assertLawsHold();
  }

  @Test
  void aMergedAccessWaitsForTheMissBeforeIt() {
    Bench merging = new Bench(Bench.params(Bench.walker(1, false), tbu(8, true)));
    merging.tables.map(0, 0, PAGE, 1, RW);
    Bench.Access first = merging.read(0);
    Bench.Access second = merging.read(64);
    merging.finish(first, second);
    assertEquals(WALK_PS + 4 * READ_PS - HIT_PS - PORT_PS, merging.count("time.merged"));
    merging.assertLawsHold();
  }

  @Test
  void accessesBehindTheLimitWaitInOrder() {
    Bench narrow = new Bench(Bench.params(Bench.walker(1, false), tbu(8, false)));
    narrow.tables.map(0, 0, PAGE, 1, RW);
    Bench.Access[] accesses = new Bench.Access[5];
    for (int i = 0; i < 5; i++) {
      accesses[i] = narrow.read(0); // four at once
    }
    narrow.runFor(100_000_000);
    accesses[0].complete();
    narrow.runFor(1_000_000);
    assertEquals(100_000_000, narrow.count("time.order"));
    narrow.finish(accesses[1], accesses[2], accesses[3], accesses[4]);
    narrow.assertLawsHold();
  }

  private static TbuParams tbu(int walks, boolean merges) {
    return new TbuParams(
        Bench.cache(32, 0), new Cycles(2), new Cycles(1), walks, merges, 4, 4, 16, 16);
  }

  private void assertSpent(String part, long expectedPs) {
    assertEquals(expectedPs, bench.count("time." + part), part);
  }
}
