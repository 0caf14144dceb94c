package io.pilsim.hardware.smmu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.Allocation;
import io.pilsim.engine.stats.Counter;
import io.pilsim.engine.stats.StatGroup;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class HeatMapTest {
  private static final long REGION = 1L << HeatMap.REGION_BITS;

  private final StatGroup stats = new StatGroup("heat");
  private final HeatMap map = new HeatMap(stats);

  private long count(String path) {
    return stats.find("heat." + path).map(entry -> ((Counter) entry.stat()).value()).orElse(0L);
  }

  @Test
  void cellsAddUpToAllLookups() {
    SplittableRandom random = new SplittableRandom(3);
    Map<String, Long> expected = new TreeMap<>();
    for (int i = 0; i < 20_000; i++) {
      long stream = random.nextInt(5);
      long region = random.nextInt(40);
      map.lookup(stream, region * REGION + random.nextLong(REGION));
      expected.merge("s" + stream + ".r0x" + Long.toHexString(region * REGION), 1L, Long::sum);
    }
    expected.forEach((cell, lookups) -> assertEquals(lookups, count(cell + ".lookups"), cell));
    assertEquals(0, count("elsewhere.lookups"));
    assertEquals(20_000, count("lookups"));
    assertEquals(List.of(), stats.laws().broken());
  }

  @Test
  void whatDoesNotFitIsCountedTogether() {
    for (int region = 0; region < 1_000; region++) {
      map.lookup(7, region * REGION);
      map.miss(7, region * REGION);
    }
    map.lookup(7, 0);
    assertEquals(1_000 - 256, count("elsewhere.lookups"));
    assertEquals(1_000 - 256, count("elsewhere.misses"));
    assertEquals(2, count("s7.r0x0.lookups"));
    assertEquals(1, count("s7.r0x0.misses"));
    assertEquals(List.of(), stats.laws().broken());
    assertEquals(2 * 256 + 2 + 1, stats.entries().size());
  }

  @Test
  void aKnownCellAllocatesNothing() {
    long[] next = new long[1];
    map.lookup(1, 0);
    long bytes = Allocation.bytesOf(100_000, () -> map.lookup(1, next[0]++ & 0xfff));
    assertTrue(bytes < 1_024, bytes + " bytes");
  }
}
