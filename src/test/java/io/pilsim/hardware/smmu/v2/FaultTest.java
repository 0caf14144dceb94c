package io.pilsim.hardware.smmu.v2;

import static io.pilsim.hardware.smmu.v2.Bench.BANK;
import static io.pilsim.hardware.smmu.v2.Bench.HIT_PS;
import static io.pilsim.hardware.smmu.v2.Bench.PAGE;
import static io.pilsim.hardware.smmu.v2.Bench.READ_PS;
import static io.pilsim.hardware.smmu.v2.Bench.RW;
import static io.pilsim.hardware.smmu.v2.Bench.WALK_PS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.hardware.smmu.Descriptor;
import io.pilsim.hardware.smmu.LeafAttributes;
import io.pilsim.hardware.smmu.LeafAttributes.MemoryType;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Oracle for the register values: IHI 0062, SMMU_CBn_FSR and FSYNR0; flow.md 3.2 for a log line.
 */
final class FaultTest {
  private final Bench bench = Bench.plain();

  @Test
  void unmappedAddressIsATranslationFaultAtItsLevel() {
    bench.tables.map(0, 0, PAGE, 1, RW);
    Bench.Access access = bench.read(PAGE).assertTakes(WALK_PS + 4 * READ_PS);
    assertTrue(access.isRefused());
    assertEquals(
        List.of("fsr=0x402, iova=0x00001000, fsynr=0x3, cbfrsynra=0x3000, cb=5"), bench.faults);
    bench.finish(access);
    assertEquals(1, bench.count("faults"));
    assertEquals(1, bench.count("walks_faulted"));
    bench.assertLawsHold();
  }

  @Test
  void theInterruptComesOnceUntilSoftwareClearsTheFault() {
    bench.finish(bench.read(PAGE), bench.ask(0, 2 * PAGE, true));
    assertEquals(1, bench.faults.size());
    assertEquals(0x8000_0402, bench.mmu.fsr(BANK));
    assertEquals(PAGE, bench.mmu.far(BANK));
    bench.mmu.clearFault(BANK);
    assertEquals(0, bench.mmu.fsr(BANK));
    bench.finish(bench.ask(0, 2 * PAGE, true));
    assertEquals(
        "fsr=0x402, iova=0x00002000, fsynr=0x10, cbfrsynra=0x3000, cb=5", bench.faults.get(1));
    assertEquals(0x10, bench.mmu.fsynr0(BANK)); // a write, level 0
    assertEquals(Bench.SID, bench.mmu.cbfrsynra(BANK));
  }

  @Test
  void aFaultIsNotRemembered() {
    bench.finish(bench.read(0));
    bench.tables.map(0, 0x8000_0000L, PAGE, 1, RW);
    Bench.Access again = bench.read(0);
    bench.finish(again);
    assertEquals(0x8000_0000L, again.pa());
  }

  @Test
  void writingToAReadOnlyPageIsAPermissionFaultWalkedOrCached() {
    long readOnly = LeafAttributes.stage1(false, true, MemoryType.NON_CACHEABLE);
    bench.tables.map(0, 0x8000_0000L, PAGE, 1, readOnly);
    Bench.Access walked = bench.ask(0, 0, true).assertTakes(WALK_PS + 4 * READ_PS);
    Bench.Access cached = bench.ask(0, 0, true).assertTakes(HIT_PS);
    assertTrue(walked.isRefused());
    assertTrue(cached.isRefused());
    assertEquals(
        List.of("fsr=0x408, iova=0x00000000, fsynr=0x13, cbfrsynra=0x3000, cb=5"), bench.faults);
    Bench.Access read = bench.read(8).assertTakes(HIT_PS);
    assertEquals(0x8000_0008L, read.pa());
  }

  @Test
  void privilegedPagesRefuseUnprivilegedAccesses() {
    bench.tables.map(0, 0x8000_0000L, PAGE, 1, LeafAttributes.privilegedOnly(RW));
    assertTrue(bench.read(0).assertTakes(WALK_PS + 4 * READ_PS).isRefused());
    Bench.Access privileged = bench.new Access();
    privileged.aim(Bench.SID, 0, 64, true);
    privileged.asPrivileged();
    bench.mmu.tbu(0).translate(privileged);
    assertEquals(0x8000_0000L, privileged.assertTakes(HIT_PS).pa());
  }

  @Test
  void aPageWithoutTheAccessFlagFaultsAndIsNotRemembered() {
    bench.tables.map(0, 0, PAGE, 1, RW & ~LeafAttributes.ACCESS_FLAG);
    bench.finish(bench.read(0), bench.read(0));
    assertEquals(2, bench.count("walks"));
    assertEquals("fsr=0x404", bench.faults.get(0).substring(0, 9));
  }

  @Test
  void aTableOutsideMemoryIsAnExternalFault() {
    long root = bench.tables.root();
    bench.memory.writeWord(root, Descriptor.table(bench.memory.size()));
    bench.finish(bench.read(0));
    assertEquals(
        List.of("fsr=0x410, iova=0x00000000, fsynr=0x1, cbfrsynra=0x3000, cb=5"), bench.faults);
  }

  @Test
  void anOutputBeyondThePhysicalAddressesIsAnAddressSizeFault() {
    bench.tables.map(0, 1L << 40, PAGE, 1, RW);
    bench.finish(bench.read(0));
    assertEquals("fsr=0x480", bench.faults.get(0).substring(0, 9));
  }

  @Test
  void anUnknownStreamIsAGlobalFaultOrPasses() {
    assertTrue(bench.ask(0, 0x1004, PAGE, false).assertTakes(HIT_PS).isRefused());
    assertEquals(List.of("unknown stream 0x1004 at 0x1000"), bench.faults);
    bench.mmu.writeUnmatchedStreams(StreamType.BYPASS);
    assertEquals(PAGE, bench.ask(0, 0x1004, PAGE, false).assertTakes(HIT_PS).pa());
  }
}
