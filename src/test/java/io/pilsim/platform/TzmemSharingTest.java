package io.pilsim.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Buffers for TrustZone in a bridged pool, with a bridge each, and with an area each. */
final class TzmemSharingTest {
  /** Resource table asked for, table returned, page of arguments, metadata. */
  private static final int BUFFERS = 4;

  /** Two calls for the resource table are one here, then metadata, memory and authentication. */
  private static final int CALLS = 4;

  private static TestRun with(String sharing) {
    return TestRun.adsp().set("linux.tzmem.sharing", sharing);
  }

  @Test
  void aPoolIsBridgedWhenItGrowsAndStaysSo() {
    TestRun.Shown pool = with("pool").run();
    assertEquals(3 + 1, pool.count("boot.adsp.bridges_created"), "and the carveout");
    assertEquals(CALLS + 3 + 2, pool.count("scm.calls"));
    assertEquals(pool.count("boot.adsp.tzmem_growths"), pool.count("left.bridges"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bridge-per-buffer", "area-per-buffer"})
  void aBufferOfItsOwnIsBridgedAndUnbridgedEachTime(String sharing) {
    TestRun.Shown each = with(sharing).run();
    assertTrue(each.isUp());
    assertEquals(BUFFERS + 1, each.count("boot.adsp.bridges_created"));
    assertEquals(CALLS + 2 * (BUFFERS + 1), each.count("scm.calls"));
    assertEquals(0, each.count("left.bridges"));
  }

  @Test
  void anAreaOfItsOwnGoesWithItsBuffer() {
    TestRun.Shown each = with("area-per-buffer").run();
    assertEquals(24 * 1024, each.count("tzmem.pool_bytes.max"));
    assertEquals(0, each.count("tzmem.pool_bytes"));
    assertEquals(BUFFERS, each.count("boot.adsp.tzmem_growths"));
  }

  /** Of the 18 rows of version 1, seven go on where the one before ends, with its flags. */
  @Test
  void rowsThatAdjoinAreMappedAsOneIfAskedTo() {
    TestRun.Shown rows = TestRun.adsp().run();
    TestRun.Shown runs = TestRun.adsp().set("linux.remoteproc.coalesce_devmem", "true").run();
    assertEquals(18, rows.count("boot.adsp.devmem.calls"));
    assertEquals(18 - 7, runs.count("boot.adsp.devmem.calls"));
    assertEquals(59, rows.count("boot.adsp.devmem.leaf_ptes"));
    assertEquals(59, runs.count("boot.adsp.devmem.leaf_ptes"));
  }

  /** The first, fifth and sixth row, in pages: read only, and two that adjoin but differ. */
  @Test
  void rowsThatDifferStayApart() {
    String[] cells = {
      "0x1000", "0x1000", "0x1000", "3",
      "0x2000", "0x2000", "0x1000", "1",
      "0x3000", "0x4000", "0x1000", "1",
      "0x4000", "0x5000", "0x1000", "1"
    };
    TestRun.Shown runs =
        TestRun.adsp()
            .set("remoteprocs.adsp.devmem", cells)
            .set("linux.remoteproc.coalesce_devmem", "true")
            .run();
    assertEquals(3, runs.count("boot.adsp.devmem.calls"), "flags, then physical addresses, differ");
  }
}
