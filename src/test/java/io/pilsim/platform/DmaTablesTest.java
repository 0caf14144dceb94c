package io.pilsim.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pilsim.hardware.memory.PhysicalMemory;
import io.pilsim.hardware.smmu.RadixTables;
import io.pilsim.platform.scenario.DmaMaster.Mapping;
import io.pilsim.platform.scenario.Stages;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the tables say, looked up in software, against where the memory was put. */
final class DmaTablesTest {
  private static final long KB = 1 << 10;
  private static final long BASE = 1L << 46;

  private final PhysicalMemory memory = new PhysicalMemory(1L << 40);
  private final PageArea area = new PageArea(memory, 0x1_0000_0000L, 256 << 20);
  private final DmaSpace.Frames frames = new DmaSpace.Frames(0x2_0000_0000L, 1L << 36);

  @ParameterizedTest
  @CsvSource({
    "STAGE1, 4, false, 4",
    "STAGE1, 4, true, 4",
    "STAGE1, 16, false, 4",
    "STAGE1, 64, true, 4",
    "STAGE1, 2048, false, 4",
    "STAGE1, 1048576, false, 4",
    "STAGE2, 4, false, 4",
    "STAGE2, 64, false, 4",
    "STAGE2, 2048, false, 4",
    "NESTED, 4, false, 4",
    "NESTED, 4, true, 2048",
    "NESTED, 2048, false, 4",
    "NESTED, 2048, false, 2048",
    "NESTED, 64, false, 64",
    "NESTED, 1048576, false, 1048576"
  })
  void everyAddressComesOutWhereItsMemoryIs(
      Stages stages, long pageKb, boolean contiguous, long stage2Kb) {
    Mapping mapping = new Mapping(stages, pageKb * KB, contiguous, stage2Kb * KB, 48);
    long unit = DmaSpace.unit(mapping);
    SortedMap<Long, Long> runs = new TreeMap<>();
    runs.put(BASE, 5 * unit);
    runs.put(BASE + 9 * unit, unit);
    runs.put(BASE + 1000 * unit, 3 * unit);
    DmaSpace space = DmaSpace.mapped(mapping, runs, frames);
    DmaTables tables = new DmaTables(space, area, memory, 64);
    SplittableRandom random = new SplittableRandom(1);
    for (var run : runs.entrySet()) {
      for (int i = 0; i < 100; i++) {
        long input = run.getKey() + random.nextLong(run.getValue());
        long middle = tables.stage1().map(each -> each.lookup(input)).orElse(input);
        long output = tables.stage2().map(each -> each.lookup(middle)).orElse(middle);
        assertEquals(space.physical(input), output);
      }
    }
    for (long hole : new long[] {BASE - 1, BASE + 5 * unit, BASE + 1003 * unit}) {
      RadixTables first = tables.stage1().or(tables::stage2).orElseThrow();
      assertEquals(RadixTables.UNMAPPED, first.lookup(hole));
    }
  }

  @Test
  void aGuestSeesItsOwnTablesInPlace() {
    Mapping mapping = new Mapping(Stages.NESTED, 4 * KB, false, 4 * KB, 48);
    SortedMap<Long, Long> runs = new TreeMap<>();
    runs.put(BASE, 4 * KB);
    DmaTables tables = new DmaTables(DmaSpace.mapped(mapping, runs, frames), area, memory, 64);
    long root = tables.stage1().orElseThrow().root();
    assertEquals(root, tables.stage2().orElseThrow().lookup(root));
    assertEquals(tables.besides(), tables.stage2().orElseThrow().lookup(tables.besides()));
  }
}
