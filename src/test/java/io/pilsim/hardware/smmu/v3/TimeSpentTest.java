package io.pilsim.hardware.smmu.v3;

import static io.pilsim.hardware.smmu.v3.Rig.CYCLE_PS;
import static io.pilsim.hardware.smmu.v3.Rig.READ_WRITE;
import static io.pilsim.hardware.smmu.v3.Rig.STAGE2;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.engine.stats.Latency;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.hardware.smmu.RadixTables;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the time of translations is booked as, cycle by cycle from the parameters. */
final class TimeSpentTest {
  private static final int M = Rig.MEMORY;
  private static final long VA = 0x10_0000_0000L;
  private static final long PA = 0x4000_0000L;
  private static final long PAGE = 4096;

  private final Published published = new Published();

  private Rig pages() {
    Rig rig = new Rig(published.params());
    RadixTables tables = rig.tables(48);
    tables.map(VA, PA, PAGE, 512, READ_WRITE);
    rig.stage1(0, tables);
    return rig;
  }

  /** Cycles by cause, where there are any. */
  private static Map<String, Long> cycles(Rig rig) {
    Map<String, Long> cycles = new TreeMap<>();
    for (Cause cause : Cause.values()) {
      long spent = rig.count("time." + cause.path);
      if (spent > 0) {
        cycles.put(cause.path, spent / CYCLE_PS);
      }
    }
    return cycles;
  }

  private static Latency latency(Rig rig, String path) {
    StatGroup.Entry entry = rig.stats.find("smmu." + path).orElseThrow();
    return (Latency) entry.stat();
  }

  private static void assertLaws(Rig rig) {
    assertEquals(List.of(), rig.stats.laws().broken());
    long sum = cycles(rig).values().stream().mapToLong(Long::longValue).sum();
    assertEquals(latency(rig, "translation_time").sumPs() / CYCLE_PS, sum);
  }

  @Test
  void aColdTranslationSpendsItsCyclesWhereTheParametersSay() {
    Rig rig = pages();
    rig.read(0, VA);
    rig.settle();
    Map<String, Long> expected = new TreeMap<>();
    expected.put("lookup", 1L + 3);
    expected.put("link", 8L + 8);
    expected.put("config", 3 + 2L * (1 + M));
    expected.put("walk_cache", 3L * 4);
    expected.put("arbiter", 1 + 4L);
    expected.put("port", 4L + 1);
    for (int level = 0; level < 4; level++) {
      expected.put("s1l" + level, (long) M);
    }
    assertEquals(expected, cycles(rig));
    assertLaws(rig);
  }

  @Test
  void aHitSpendsOneCycleInTheTlbAndOneOnThePort() {
    Rig rig = pages();
    rig.read(0, VA);
    rig.settle();
    Map<String, Long> before = cycles(rig);
    rig.read(0, VA + 64);
    rig.settle();
    Map<String, Long> after = cycles(rig);
    before.merge("lookup", 1L, Long::sum);
    before.merge("port", 1L, Long::sum);
    assertEquals(before, after);
  }

  @Test
  void bothStagesAreToldApartByLevel() {
    published.walkCache = false;
    Rig rig = new Rig(published.params());
    RadixTables first = rig.tables(48);
    RadixTables second = rig.tables(39);
    first.map(VA, 0x8_0000_0000L, PAGE, 1, READ_WRITE);
    second.map(0x8_0000_0000L, PA, PAGE, 1, STAGE2);
    second.map(0, 0, 1 << 21, 1, STAGE2);
    rig.nested(0, first, second);
    rig.read(0, VA);
    rig.settle();
    Map<String, Long> spent = cycles(rig);
    for (int level = 0; level < 4; level++) {
      assertEquals(M, spent.get("s1l" + level), "level " + level);
    }
    // the context descriptor, the root and three tables by a 2 MiB block, the page by a page
    assertEquals(6L * M, spent.get("s2l1"));
    assertEquals(6L * M, spent.get("s2l2"));
    assertEquals(1L * M, spent.get("s2l3"));
    assertLaws(rig);
  }

  @Test
  void waitsAreBookedAsWhatWasWaitedFor() {
    published.walkSlots = 1;
    Rig rig = pages();
    rig.read(0, VA + 500 * PAGE);
    rig.settle();
    rig.offer(0, VA, false, 1);
    rig.offer(0, VA + PAGE, false, 2);
    rig.settle();
    // the second walk begins when the first, of one read, ends; it had come 1 cycle later
    long walk = 4 + 1 + (1 + M + 1);
    assertEquals(walk - 1, cycles(rig).get("walk_wait"));
    Latency wait = latency(rig, "tcu.walk_slots.wait");
    assertEquals(1, wait.count());
    assertEquals((walk - 1) * CYCLE_PS, wait.sumPs());
    assertLaws(rig);
  }

  @Test
  void aMissWaitsForATokenUntilTheOneBeforeIsAnswered() {
    published.tokens = 1;
    Rig rig = pages();
    rig.read(0, VA + 500 * PAGE);
    rig.settle();
    rig.offer(0, VA, false, 1);
    rig.offer(0, VA + PAGE, false, 2);
    rig.settle();
    // there and back, the configuration, and a walk of one read; the second came 1 cycle later
    long answer = 8 + 3 + 4 + 1 + (1 + M + 1) + 8;
    assertEquals(answer - 1, cycles(rig).get("token_wait"));
    Latency wait = latency(rig, "tbu0.tokens.wait");
    assertEquals(1, wait.count());
    assertEquals((answer - 1) * CYCLE_PS, wait.sumPs());
    assertLaws(rig);
  }

  @Test
  void missesOfOnePageAndOlderTransactionsAreWaitedForUnderTheirNames() {
    Rig rig = pages();
    rig.read(0, VA + 500 * PAGE);
    rig.settle();
    rig.offer(0, VA, false, 1);
    rig.offer(0, VA + 64, false, 2);
    rig.offer(0, VA + 500 * PAGE, false, 1);
    rig.settle();
    assertTrue(cycles(rig).get("page") > M);
    assertTrue(cycles(rig).get("order") > M);
    assertLaws(rig);
  }

  @Test
  void faultsAndPrefetchesLeaveTheSumAlone() {
    published.prefetch = true;
    Rig rig = pages();
    rig.read(0, VA);
    rig.read(0, VA + (1L << 40));
    rig.settle();
    assertEquals(1, rig.count("faults"));
    assertLaws(rig);
  }
}
