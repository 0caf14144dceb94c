package io.pilsim.hardware.smmu.v3;

import static io.pilsim.hardware.smmu.v3.Rig.READ_WRITE;
import static io.pilsim.hardware.smmu.v3.Rig.STAGE2;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.pilsim.Property;
import io.pilsim.engine.EngineKind;
import io.pilsim.hardware.smmu.RadixTables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Random reads through the whole SMMU: where they go, and what a slower clock makes of them. */
final class RandomReadsPropertyTest {
  private static final int PAGES = 24;
  private static final long PAGE = 4096;
  private static final int NOWHERE = -1;
  private static final long VA = 0x10_0000_0000L;
  private static final long IPA = 0x8_0000_0000L;
  private static final long PA = 0x4000_0000L;
  private static final long TABLES = 1 << 21; // where the rig puts tables, as stage 2 has to know

  /** Map a page of stage 1 or 2 unless it is mapped, or read, after a while. */
  private record Step(int kind, int page, int target, int cycles) {
    static Step draw(SplittableRandom random) {
      return new Step(
          random.nextInt(4), random.nextInt(PAGES), random.nextInt(PAGES), random.nextInt(60));
    }

    long offset() {
      return 64L * target;
    }
  }

  private static int[] nowhere() {
    int[] map = new int[PAGES];
    Arrays.fill(map, NOWHERE);
    return map;
  }

  private static Published published(SplittableRandom setting) {
    Published published = new Published();
    published.smmuTlb = setting.nextBoolean();
    published.ipaCache = setting.nextBoolean();
    published.walkCache = setting.nextBoolean();
    published.microEntries = 1 << setting.nextInt(6);
    published.walkSlots = setting.nextInt(1, 4);
    published.translationSlots = setting.nextInt(2, 8);
    return published;
  }

  @Test
  void nestedTranslationIsOneFlatMapAfterAnother() {
    new Property<>(Step::draw, RandomReadsPropertyTest::composesTwoFlatMaps).check(60, 120);
  }

  private static void composesTwoFlatMaps(SplittableRandom setting, List<Step> steps) {
    Rig rig = new Rig(published(setting).params());
    RadixTables first = rig.tables(48);
    RadixTables second = rig.tables(39);
    second.map(0, 0, TABLES, 1, STAGE2);
    rig.nested(1, first, second);
    int[] one = nowhere();
    int[] two = nowhere();
    for (Step step : steps) {
      if (step.kind == 0 && one[step.page] == NOWHERE) {
        one[step.page] = step.target;
        first.map(VA + step.page * PAGE, IPA + step.target * PAGE, PAGE, 1, READ_WRITE);
      } else if (step.kind == 1 && two[step.page] == NOWHERE) {
        two[step.page] = step.target;
        second.map(IPA + step.page * PAGE, PA + step.target * PAGE, PAGE, 1, STAGE2);
      } else {
        Rig.Request read = rig.read(1, VA + step.page * PAGE + step.offset());
        rig.settle();
        int intermediate = one[step.page];
        int physical = intermediate == NOWHERE ? NOWHERE : two[intermediate];
        assertEquals(physical == NOWHERE ? Fault.TRANSLATION : Fault.NONE, read.fault());
        if (physical != NOWHERE) {
          assertEquals(PA + physical * PAGE + step.offset(), read.physicalAddress());
        }
        assertNotEquals(-1, read.respondedPs, "no answer");
      }
    }
    assertEquals(List.of(), rig.stats.laws().broken());
  }

  @Test
  void allClocksAtHalfTheRateDoubleEveryTime() {
    new Property<>(
            Step::draw,
            (setting, steps) -> {
              SplittableRandom again = setting.split();
              long seed = again.nextLong();
              List<Long> doubled = new ArrayList<>();
              times(seed, steps, 1_000).forEach(each -> doubled.add(2 * each));
              assertEquals(doubled, times(seed, steps, 2_000));
            })
        .check(60, 200);
  }

  /** When each read was accepted, received, issued and answered. */
  private static List<Long> times(long seed, List<Step> steps, long cyclePs) {
    Published published = published(new SplittableRandom(seed));
    Rig rig =
        new Rig(published.params(), 1L << 40, bound -> 0, EngineKind.DEFAULT.create(), cyclePs);
    RadixTables tables = rig.tables(48);
    tables.map(VA, PA, PAGE, PAGES, READ_WRITE);
    rig.stage1(1, tables);
    List<Rig.Request> reads = new ArrayList<>();
    for (Step step : steps) {
      rig.sim.runUntil(rig.sim.nowPs() + step.cycles * cyclePs);
      reads.add(rig.read(1, VA + step.page * PAGE + step.offset()));
    }
    rig.sim.runToQuiescence(Long.MAX_VALUE);
    List<Long> times = new ArrayList<>();
    for (Rig.Request read : reads) {
      times.addAll(List.of(read.acceptedPs, read.receivedPs(), read.issuedPs(), read.respondedPs));
      assertNotEquals(-1, read.respondedPs, "no answer");
    }
    return times;
  }
}
