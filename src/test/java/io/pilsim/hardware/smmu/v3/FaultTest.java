package io.pilsim.hardware.smmu.v3;

import static io.pilsim.hardware.smmu.v3.Rig.READ_ONLY;
import static io.pilsim.hardware.smmu.v3.Rig.READ_WRITE;
import static io.pilsim.hardware.smmu.v3.Rig.STAGE2;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pilsim.hardware.smmu.LeafAttributes;
import io.pilsim.hardware.smmu.RadixTables;
import org.junit.jupiter.api.Test;

/** What is not translated, and what configuration may look like. */
final class FaultTest {
  private static final long VA = 0x10_0000_0000L;
  private static final long PA = 0x4000_0000L;
  private static final long PAGE = 4096;

  private final Rig rig = new Rig(new Published().params());
  private final RadixTables tables = rig.tables(48);

  FaultTest() {
    tables.map(VA, PA, PAGE, 1, READ_WRITE);
    tables.map(VA + PAGE, PA + PAGE, PAGE, 1, READ_ONLY);
    tables.map(VA + 2 * PAGE, PA, PAGE, 1, READ_WRITE & ~LeafAttributes.ACCESS_FLAG);
    rig.stage1(0, tables);
  }

  private Fault read(int stream, long address) {
    return over(rig.read(stream, address));
  }

  private Fault write(int stream, long address) {
    return over(rig.write(stream, address));
  }

  private Fault over(Rig.Request request) {
    rig.settle();
    assertEquals(request, rig.answered.get(rig.answered.size() - 1));
    return request.fault();
  }

  @Test
  void streamBeyondTheTable() {
    assertEquals(Fault.BAD_STREAM, read(8, VA));
  }

  @Test
  void streamWithoutAnEntry() {
    assertEquals(Fault.BAD_STREAM_ENTRY, read(3, VA));
  }

  @Test
  void streamWithoutAContext() {
    rig.stage1(4, tables);
    rig.memory.writeWord(Rig.context(4), 0);
    assertEquals(Fault.BAD_CONTEXT, read(4, VA));
  }

  @Test
  void substreamBeyondTheContexts() {
    Rig.Request request = rig.new Request();
    request.begin(0, 1, VA, 64, false, 0);
    rig.device.offer(request);
    assertEquals(Fault.BAD_SUBSTREAM, over(request));
  }

  @Test
  void addressWithoutAPage() {
    assertEquals(Fault.TRANSLATION, read(0, VA + 3 * PAGE));
    assertEquals(Fault.TRANSLATION, read(0, VA + (1L << 40)));
    assertEquals(Fault.TRANSLATION, read(0, 1L << 48));
    assertEquals(3, rig.count("faults"));
  }

  @Test
  void pageNotAccessedYet() {
    assertEquals(Fault.ACCESS_FLAG, read(0, VA + 2 * PAGE));
  }

  @Test
  void writeToAReadOnlyPageByAWalk() {
    assertEquals(Fault.PERMISSION, write(0, VA + PAGE));
  }

  @Test
  void writeToAReadOnlyPageThatAReadHasBroughtIntoTheTlbs() {
    assertEquals(Fault.NONE, read(0, VA + PAGE));
    assertEquals(Fault.PERMISSION, write(0, VA + PAGE));
    assertEquals(Fault.NONE, read(0, VA + PAGE));
  }

  @Test
  void tableThatStageTwoDoesNotMap() {
    RadixTables second = rig.tables(39);
    rig.nested(5, tables, second);
    assertEquals(Fault.TRANSLATION, read(5, VA)); // not even the context descriptor
    second.map(Rig.context(0) & -PAGE, Rig.context(0) & -PAGE, PAGE, 1, STAGE2);
    assertEquals(Fault.TRANSLATION, read(5, VA));
  }

  @Test
  void faultsGiveBackAllTheyHeld() {
    for (int i = 0; i < 100; i++) {
      assertEquals(Fault.TRANSLATION, write(0, VA + 9 * PAGE));
    }
    assertEquals(Fault.NONE, write(0, VA));
  }

  @Test
  void nothingIsRememberedOfAFault() {
    assertEquals(Fault.TRANSLATION, read(0, VA + 3 * PAGE));
    tables.map(VA + 3 * PAGE, PA + 3 * PAGE, PAGE, 1, READ_WRITE);
    assertEquals(Fault.NONE, read(0, VA + 3 * PAGE));
  }

  @Test
  void bypassLeavesTheAddressAlone() {
    rig.memory.writeWord(Rig.entry(6), StreamTableEntry.bypass());
    Rig.Request request = rig.read(6, 0x1234_5678);
    assertEquals(Fault.NONE, over(request));
    assertEquals(0x1234_5678, request.physicalAddress());
    assertEquals(0, request.tableReads());
  }

  /** A first-level descriptor: address of the second level, and Span = log2 of its size + 1. */
  @Test
  void twoLevelStreamTableTakesOneReadMore() {
    long firstLevel = 0x3_0000;
    rig.memory.writeWord(firstLevel, Rig.STREAM_TABLE | 3); // 4 entries
    rig.smmu.streamTable().setTwoLevel(firstLevel, 9, 8);
    Rig.Request request = rig.read(0, VA);
    assertEquals(Fault.NONE, over(request));
    assertEquals(3, request.configReads());
    assertEquals(Fault.BAD_STREAM, read(4, VA));
    assertEquals(Fault.BAD_STREAM, read(256, VA));
  }

  /** S1Fmt 1: leaf tables of 4 KiB, 64 descriptors; a first-level word is an address and V. */
  @Test
  void twoLevelContextsAreFoundBySubstream() {
    long firstLevel = 0x4_0000;
    long leafTable = 0x5_0000;
    rig.memory.writeWord(firstLevel + 8, leafTable | 1);
    rig.memory.writeWord(leafTable + 2 * 64, rig.memory.readWord(Rig.context(0)));
    rig.memory.writeWord(leafTable + 2 * 64 + 8, tables.root());
    rig.memory.writeWord(Rig.entry(1), StreamTableEntry.stage1(firstLevel, 7, false) | 1 << 4);
    Rig.Request request = rig.new Request();
    request.begin(1, 66, VA, 64, false, 0);
    rig.device.offer(request);
    assertEquals(Fault.NONE, over(request));
    assertEquals(PA, request.physicalAddress());
    assertEquals(3, request.configReads());
    assertEquals(Fault.BAD_SUBSTREAM, read(1, VA)); // no first-level word for substreams below 64
  }

  @Test
  void pagesOfPrivilegedSoftwareRefuseTheOthers() {
    long privileged = LeafAttributes.privilegedOnly(READ_WRITE);
    tables.map(VA + 4 * PAGE, PA, PAGE, 1, privileged);
    assertEquals(Fault.PERMISSION, read(0, VA + 4 * PAGE));
    Rig.Request request = rig.new Request();
    request.begin(0, 0, VA + 4 * PAGE, 64, true, 0);
    request.asPrivileged();
    rig.device.offer(request);
    assertEquals(Fault.NONE, over(request));
    assertEquals(Fault.PERMISSION, read(0, VA + 4 * PAGE)); // though the TLBs know the page
  }

  @Test
  void outputsBeyondTheirWidthAreAddressSizeFaults() {
    tables.map(VA + 5 * PAGE, 1L << 36, PAGE, 1, READ_WRITE);
    assertEquals(Fault.NONE, read(0, VA + 5 * PAGE));
    rig.stage1(4, tables);
    long control = ContextDescriptor.withOutputBits(rig.memory.readWord(Rig.context(4)), 36);
    rig.memory.writeWord(Rig.context(4), control);
    assertEquals(Fault.NONE, read(4, VA));
    assertEquals(Fault.ADDRESS_SIZE, read(4, VA + 5 * PAGE));
  }

  @Test
  void aRootTableBeyondTheOutputWidthMakesABadContext() {
    rig.stage1(4, tables);
    rig.memory.writeWord(Rig.context(4) + 8, 1L << 47);
    long control = ContextDescriptor.withOutputBits(rig.memory.readWord(Rig.context(4)), 44);
    rig.memory.writeWord(Rig.context(4), control);
    assertEquals(Fault.BAD_CONTEXT, read(4, VA));
  }

  @Test
  void whatCannotBeReadIsToldApart() {
    Rig small = new Rig(new Published().params(), 1 << 30, bound -> 0);
    RadixTables mapped = small.tables(48);
    mapped.map(VA, PA, PAGE, 1, READ_WRITE);
    small.stage1(0, mapped);
    small.memory.writeWord(Rig.context(0) + 8, 1L << 32);
    assertEquals(Fault.WALK_ABORT, over(small, small.read(0, VA)));
    small.memory.writeWord(Rig.entry(1), StreamTableEntry.stage1(1L << 32, 0, false));
    assertEquals(Fault.CONTEXT_FETCH, over(small, small.read(1, VA)));
    small.smmu.streamTable().setLinear(1L << 32, 3);
    assertEquals(Fault.STREAM_ENTRY_FETCH, over(small, small.read(2, VA)));
  }

  private static Fault over(Rig rig, Rig.Request request) {
    rig.settle();
    assertEquals(request, rig.answered.get(rig.answered.size() - 1));
    return request.fault();
  }

  @Test
  void permissionsOfBlocksInTheWalkCacheAreChecked() {
    Published published = new Published();
    published.microTlb = false;
    published.mainTlb = false;
    Rig plain = new Rig(published.params());
    RadixTables blocks = plain.tables(48);
    blocks.map(VA, PA, 1 << 21, 1, READ_ONLY);
    plain.stage1(0, blocks);
    assertEquals(Fault.NONE, over(plain, plain.read(0, VA)));
    assertEquals(Fault.PERMISSION, over(plain, plain.write(0, VA)));
    assertEquals(Fault.NONE, over(plain, plain.read(0, VA)));
  }
}
