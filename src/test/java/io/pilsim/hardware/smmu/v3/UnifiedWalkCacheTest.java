package io.pilsim.hardware.smmu.v3;

import static io.pilsim.hardware.smmu.v3.Rig.READ_WRITE;
import static io.pilsim.hardware.smmu.v3.Rig.STAGE2;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pilsim.hardware.smmu.RadixTables;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One walk cache for all levels and stages, as an MMU-700 has it, against one by level. */
final class UnifiedWalkCacheTest {
  private static final long VA = 0x10_0000_0000L;
  private static final long PA = 0x4000_0000L;
  private static final long PAGE = 4096;
  private static final long TABLE = 1 << 21; // what one table of pages maps

  private final Published published = new Published();

  /** Table reads of pages of so many tables of the last level, one after the other. */
  private List<Integer> reads(int tables) {
    Rig rig = new Rig(published.params());
    RadixTables made = rig.tables(48);
    for (int i = 0; i < tables; i++) {
      made.map(VA + i * TABLE, PA + i * TABLE, PAGE, 8, READ_WRITE);
    }
    rig.stage1(0, made);
    List<Integer> reads = new ArrayList<>();
    for (int i = 0; i < tables; i++) {
      Rig.Request request = rig.read(0, VA + i * TABLE);
      rig.settle();
      reads.add(request.tableReads());
    }
    assertEquals(List.of(), rig.stats.laws().broken());
    return reads;
  }

  @Test
  void withRoomForAllItSparesWhatOneByLevelSpares() {
    List<Integer> byLevel = reads(6);
    published.unifiedWalkCache = 64;
    assertEquals(List.of(4, 2, 2, 2, 2, 2), byLevel);
    assertEquals(byLevel, reads(6));
  }

  /** Four entries in one set: levels 0 and 1 came first, and are the first to leave. */
  @Test
  void tablesOfTheLastLevelDriveOutThoseAboveThem() {
    published.unifiedWalkCache = 4;
    assertEquals(List.of(4, 2, 2, 2, 4), reads(5));
  }

  /** Stage 2's entry of the same level and address is not taken for stage 1's. */
  @Test
  void stagesAreToldApart() {
    published.unifiedWalkCache = 64;
    Rig rig = new Rig(published.params());
    RadixTables first = rig.tables(39);
    RadixTables second = rig.tables(39);
    long guest = VA; // where the guest sees its page: at the address that its device uses
    first.map(VA, guest, PAGE, 8, READ_WRITE);
    second.map(guest, PA, PAGE, 8, STAGE2);
    second.map(0, 0, 1 << 21, 1, STAGE2);
    rig.nested(0, first, second);
    for (int i = 0; i < 8; i++) {
      Rig.Request request = rig.read(0, VA + i * PAGE);
      rig.settle();
      assertEquals(PA + i * PAGE, request.physicalAddress());
    }
    assertEquals(List.of(), rig.stats.laws().broken());
  }

  @Test
  void levelsAreCountedApart() {
    published.unifiedWalkCache = 64;
    Rig rig = new Rig(published.params());
    RadixTables tables = rig.tables(48);
    tables.map(VA, PA, PAGE, 8, READ_WRITE);
    rig.stage1(0, tables);
    rig.read(0, VA);
    rig.settle();
    rig.read(0, VA + PAGE);
    rig.settle();
    // cold: all three levels miss; then the last table is known, and nothing else is asked
    assertEquals(2, rig.count("tcu.walk_cache.s1l2.lookups"));
    assertEquals(1, rig.count("tcu.walk_cache.s1l2.hits"));
    assertEquals(1, rig.count("tcu.walk_cache.s1l1.misses"));
    assertEquals(1, rig.count("tcu.walk_cache.s1l0.misses"));
    assertEquals(0, rig.count("tcu.walk_cache.s2l2.lookups"));
  }
}
