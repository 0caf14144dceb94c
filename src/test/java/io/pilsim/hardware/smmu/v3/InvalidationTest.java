package io.pilsim.hardware.smmu.v3;

import static io.pilsim.hardware.smmu.v3.Rig.READ_WRITE;
import static io.pilsim.hardware.smmu.v3.Rig.STAGE2;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.hardware.smmu.RadixTables;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What each command removes. */
final class InvalidationTest {
  private static final long VA = 0x10_0000_0000L;
  private static final long PA = 0x4000_0000L;
  private static final long IPA = 0x8_0000_0000L;
  private static final long PAGE = 4096;
  private static final long BLOCK = 1 << 21;
  private static final int TLB_HITS = Path.MICRO_TLB_HIT | Path.MAIN_TLB_HIT;

  private final Published published = new Published();
  private Rig rig = new Rig(published.params());
  private QueueDriver driver = new QueueDriver(rig, 0x8_0000);

  private RadixTables pages(int stream) {
    RadixTables tables = rig.tables(48);
    tables.map(VA, PA, PAGE, 64, READ_WRITE);
    tables.map(VA + BLOCK, PA + BLOCK, BLOCK, 4, READ_WRITE);
    rig.stage1(stream, tables);
    return tables;
  }

  private Rig.Request read(int stream, long address) {
    Rig.Request request = rig.read(stream, address);
    rig.settle();
    return request;
  }

  private boolean isInTlb(int stream, long address) {
    return (read(stream, address).path() & TLB_HITS) != 0;
  }

  private void run(long word0, long word1) {
    driver.add(word0, word1).addSync().publish();
    rig.settle();
    assertEquals(List.of(), driver.errors);
    assertEquals(driver.next(), driver.queue.consumer());
    assertEquals(List.of(), rig.stats.laws().broken());
  }

  @Test
  void byAddressRemovesOnePageOfOneSpaceFromBothTlbs() {
    for (int stream = 1; stream <= 2; stream++) {
      pages(stream);
      read(stream, VA);
      read(stream, VA + PAGE);
    }
    run(Command.tlbiNhVa(0, 1), Command.address(VA, true));
    assertTrue(!isInTlb(1, VA));
    assertTrue(isInTlb(1, VA + PAGE));
    assertTrue(isInTlb(2, VA));
  }

  @Test
  void byAddressRemovesAWholeBlockWhicheverPageIsNamed() {
    pages(1);
    read(1, VA + BLOCK);
    run(Command.tlbiNhVa(0, 1), Command.address(VA + BLOCK + 77 * PAGE, true));
    assertTrue(!isInTlb(1, VA + BLOCK));
  }

  @Test
  void theLeafBitSparesTheTablesOfTheWalkCache() {
    pages(1);
    read(1, VA);
    run(Command.tlbiNhVa(0, 1), Command.address(VA, true));
    assertEquals(1, read(1, VA).tableReads());
    run(Command.tlbiNhVa(0, 1), Command.address(VA, false));
    assertEquals(4, read(1, VA).tableReads());
  }

  @Test
  void theLeafBitDoesNotSpareBlocksInTheWalkCache() {
    pages(1);
    read(1, VA + BLOCK);
    run(Command.tlbiNhVa(0, 1), Command.address(VA + BLOCK, true));
    assertEquals(1, read(1, VA + BLOCK).tableReads());
  }

  @Test
  void anyAddressSpaceByVaaOneByAsidAllByMachine() {
    for (int stream = 1; stream <= 2; stream++) {
      pages(stream);
      read(stream, VA);
      read(stream, VA + PAGE);
    }
    run(Command.tlbiNhVaa(0), Command.address(VA, true));
    assertTrue(!isInTlb(1, VA) && !isInTlb(2, VA));
    run(Command.tlbiNhAsid(0, 1), 0);
    assertTrue(!isInTlb(1, VA + PAGE) && isInTlb(2, VA + PAGE));
    run(Command.tlbiNhAll(0), 0);
    assertTrue(!isInTlb(1, VA + PAGE) && !isInTlb(2, VA + PAGE));
    run(Command.tlbiNhAll(9), 0);
    assertTrue(isInTlb(1, VA + PAGE));
    run(Command.tlbiNsnhAll(), 0);
    assertTrue(!isInTlb(1, VA + PAGE));
  }

  /** (1 + 1) * 2^2 granules of 4 KiB. */
  @Test
  void aRangeRemovesItsGranulesAndNoMore() {
    pages(1);
    for (int page = 0; page < 20; page++) {
      read(1, VA + page * PAGE);
    }
    long word0 = Command.tlbiNhVa(0, 1) | Command.range(1, 2);
    run(word0, Command.rangeAddress(VA + 4 * PAGE, true, 12, 3));
    for (int page = 0; page < 20; page++) {
      assertEquals(page < 4 || page >= 12, isInTlb(1, VA + page * PAGE), "page " + page);
    }
    assertEquals(1, rig.count("tlbi.commands"));
  }

  @Test
  void aRangeMayBeOfAnyGranuleAndReachTheEndOfAllAddresses() {
    pages(1);
    read(1, VA);
    read(1, VA + 16 * PAGE);
    run(Command.tlbiNhVa(0, 1), Command.rangeAddress(VA, true, 16, 3));
    assertTrue(!isInTlb(1, VA) && isInTlb(1, VA + 16 * PAGE));
    run(Command.tlbiNhVa(0, 1) | Command.range(31, 31), Command.rangeAddress(0, true, 16, 0));
    assertTrue(!isInTlb(1, VA) && !isInTlb(1, VA + 16 * PAGE));
  }

  @Test
  void el2AndEl1AreKeptApart() {
    pages(1);
    rig.memory.writeWord(Rig.entry(2) + 8, StreamTableEntry.el2());
    RadixTables tables = rig.tables(48);
    tables.map(VA, PA, PAGE, 4, READ_WRITE);
    rig.stage1(2, tables);
    rig.memory.writeWord(Rig.context(2), ContextDescriptor.control(1, 48, 12));
    read(1, VA);
    read(2, VA);
    run(Command.tlbiNhVa(0, 1), Command.address(VA, false));
    assertTrue(!isInTlb(1, VA) && isInTlb(2, VA));
    run(Command.tlbiEl2Va(1), Command.address(VA, false));
    assertTrue(isInTlb(1, VA) && !isInTlb(2, VA));
    run(Command.tlbiEl2Vaa(), Command.address(VA, false));
    assertTrue(isInTlb(1, VA) && !isInTlb(2, VA));
    run(Command.tlbiEl2Asid(1), 0);
    assertTrue(!isInTlb(2, VA));
    run(Command.tlbiEl2All(), 0);
    assertTrue(isInTlb(1, VA) && !isInTlb(2, VA));
  }

  @Test
  void intermediateAddressesAreStageTwos() {
    published.ipaCache = true;
    published.microTlb = false;
    published.mainTlb = false;
    rig = new Rig(published.params());
    driver = new QueueDriver(rig, 0x8_0000);
    RadixTables second = rig.tables(39);
    second.map(IPA, PA, PAGE, 4, STAGE2);
    second.map(0, 0, BLOCK, 1, STAGE2);
    RadixTables first = rig.tables(48);
    first.map(VA, IPA, PAGE, 4, READ_WRITE);
    rig.nested(1, first, second);
    read(1, VA);
    assertEquals(1, read(1, VA).tableReads());
    run(Command.tlbiS2Ipa(1), Command.address(IPA, true));
    assertEquals(1 + 1, read(1, VA).tableReads());
    run(Command.tlbiS12VmAll(1), 0);
    // root, three tables and a leaf of stage 1, each but the last three in one block of stage 2
    assertEquals(4 + 2 + 3, read(1, VA).tableReads());
    run(Command.tlbiS12VmAll(2), 0);
    assertEquals(1, read(1, VA).tableReads());
  }

  @Test
  void stageTwoAloneGoesByIntermediateAddressInTlbsToo() {
    RadixTables second = rig.tables(39);
    second.map(IPA, PA, PAGE, 4, STAGE2);
    rig.stage2(1, second);
    read(1, IPA);
    run(Command.tlbiNhAll(1), 0);
    assertTrue(isInTlb(1, IPA));
    run(Command.tlbiS2Ipa(1), Command.address(IPA, true));
    assertTrue(!isInTlb(1, IPA));
  }

  @Test
  void configurationGoesWithItsTranslations() {
    RadixTables tables = pages(1);
    pages(2);
    read(1, VA);
    read(2, VA);
    RadixTables others = rig.tables(48);
    others.map(VA, PA + PAGE, PAGE, 1, READ_WRITE);
    rig.memory.writeWord(Rig.context(1) + 8, others.root());
    rig.memory.writeWord(Rig.context(1), ContextDescriptor.control(7, 48, 12));
    assertEquals(PA, read(1, VA).physicalAddress());
    run(Command.cfgiCd(1, 0), 0);
    Rig.Request changed = read(1, VA);
    assertEquals(PA + PAGE, changed.physicalAddress());
    assertEquals(2, changed.configReads());
    assertTrue(isInTlb(2, VA));
    rig.stage1(1, tables);
    run(Command.cfgiSte(1), 1);
    assertEquals(PA, read(1, VA).physicalAddress());
    run(Command.cfgiAll(), Command.cfgiAllWord1());
    assertEquals(2, read(1, VA).configReads());
    assertEquals(2, read(2, VA).configReads());
  }

  @Test
  void aRangeOfStreamsSharesTheBitsAboveIt() {
    for (int stream = 3; stream <= 6; stream++) {
      pages(stream);
      read(stream, VA);
    }
    run(Command.cfgiAll() | 4L << 32, 0); // 2^(0 + 1) streams: 4 and 5
    for (int stream = 3; stream <= 6; stream++) {
      assertEquals(stream == 4 || stream == 5 ? 2 : 0, read(stream, VA).configReads());
    }
  }
}
