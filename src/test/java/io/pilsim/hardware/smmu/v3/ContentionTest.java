package io.pilsim.hardware.smmu.v3;

import static io.pilsim.hardware.smmu.v3.Rig.CYCLE_PS;
import static io.pilsim.hardware.smmu.v3.Rig.READ_WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.hardware.smmu.RadixTables;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What waits for what, when more than one transaction is under way. */
final class ContentionTest {
  private static final int M = Rig.MEMORY;
  private static final int READ = 1 + M + 1;
  private static final int MAIN_TLB_HIT = 1 + 3 + 1;
  private static final long VA = 0x10_0000_0000L;
  private static final long PA = 0x4000_0000L;
  private static final long PAGE = 4096;

  private final Published published = new Published();

  /** Streams 0 and 1 with equal addresses in different tables; one walk each has gone before. */
  private Rig rig() {
    Rig rig = new Rig(published.params());
    for (int stream = 0; stream < 2; stream++) {
      RadixTables tables = rig.tables(48);
      tables.map(VA, PA + stream * 0x1000_0000L, PAGE, 512, READ_WRITE);
      rig.stage1(stream, tables);
      rig.read(stream, VA + 500 * PAGE);
      rig.settle();
    }
    return rig;
  }

  private List<Rig.Request> reads(Rig rig, int count, long strideBytes) {
    List<Rig.Request> requests = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      requests.add(rig.read(0, VA + i * strideBytes));
    }
    rig.settle();
    assertEquals(List.of(), rig.stats.laws().broken());
    return requests;
  }

  private static long cyclesAfter(Rig.Request later, Rig.Request earlier) {
    return (later.issuedPs() - earlier.issuedPs()) / CYCLE_PS;
  }

  @Test
  void secondMissOnAPageWaitsForTheFirstAndThenReadsTheMainTlb() {
    List<Rig.Request> both = reads(rig(), 2, 64);
    assertEquals(Path.WALK, both.get(0).path());
    assertEquals(Path.MAIN_TLB_HIT | Path.WAITED_FOR_PAGE, both.get(1).path());
    assertEquals(0, both.get(1).tableReads());
    assertEquals(3, (both.get(1).translatedPs() - both.get(0).translatedPs()) / CYCLE_PS);
  }

  @Test
  void streamsWithEqualAddressesDoNotWaitForEachOther() {
    Rig rig = rig();
    Rig.Request one = rig.offer(0, VA, false, 0);
    Rig.Request other = rig.offer(1, VA, false, 1);
    rig.settle();
    assertEquals(Path.WALK, one.path());
    assertEquals(Path.WALK, other.path());
    assertEquals(1, cyclesAfter(other, one)); // one device port
  }

  @Test
  void streamsWithEqualAddressesWaitWhereGem5Does() {
    published.quirks = new Quirks(false, true, false);
    Rig rig = rig();
    rig.offer(0, VA, false, 0);
    Rig.Request other = rig.offer(1, VA, false, 1);
    rig.settle();
    assertEquals(Path.WALK | Path.WAITED_FOR_PAGE, other.path());
  }

  @Test
  void hitIsNotIssuedBeforeAnOlderMissOfItsId() {
    Rig rig = rig();
    rig.read(0, VA);
    rig.settle();
    Rig.Request miss = rig.offer(0, VA + PAGE, false, 7);
    Rig.Request hit = rig.offer(0, VA, false, 7);
    Rig.Request otherId = rig.offer(0, VA, false, 8);
    Rig.Request write = rig.offer(0, VA, true, 7);
    rig.settle();
    assertTrue((hit.path() & Path.WAITED_FOR_ORDER) != 0);
    assertEquals(1, cyclesAfter(hit, miss));
    assertTrue(otherId.issuedPs() < miss.issuedPs());
    assertTrue(write.issuedPs() < miss.issuedPs());
  }

  @Test
  void withoutOrderAHitOvertakes() {
    published.ordered = false;
    Rig rig = rig();
    rig.read(0, VA);
    rig.settle();
    Rig.Request miss = rig.offer(0, VA + PAGE, false, 7);
    Rig.Request hit = rig.offer(0, VA, false, 7);
    rig.settle();
    assertEquals(2, hit.cycles());
    assertFalse(hit.issuedPs() > miss.issuedPs());
  }

  @Test
  void transactionIsAcceptedOneCycleAfterAnInterfaceSlotIsFree() {
    published.interfaceSlots = 2;
    List<Rig.Request> three = reads(rig(), 3, PAGE);
    assertEquals(three.get(0).offeredPs, three.get(1).acceptedPs);
    assertEquals(three.get(0).issuedPs() + CYCLE_PS, three.get(2).acceptedPs);
  }

  @Test
  void walksWaitForAWalkSlot() {
    published.walkSlots = 1;
    List<Rig.Request> two = reads(rig(), 2, PAGE);
    assertEquals(4 + 1 + READ, cyclesAfter(two.get(1), two.get(0)));
  }

  @Test
  void independentMissesOverlap() {
    Rig rig = rig();
    List<Rig.Request> sixteen = reads(rig, 16, PAGE);
    for (int i = 1; i < 16; i++) {
      assertTrue(cyclesAfter(sixteen.get(i), sixteen.get(i - 1)) < READ, "request " + i);
    }
    assertEquals(2 + 16, rig.count("walks"));
  }

  /** A write of 64 bytes has four beats of 16 on each port; 16 beats are four writes. */
  @Test
  void writesTakeTheirBeatsOnBothPortsAndOfTheWriteBuffer() {
    Rig rig = rig();
    rig.read(0, VA);
    rig.settle();
    List<Rig.Request> writes = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      writes.add(rig.write(0, VA));
    }
    rig.settle();
    Rig.Request first = writes.get(0);
    assertEquals(4, (first.receivedPs() - first.acceptedPs) / CYCLE_PS);
    assertEquals(1 + 4, first.cycles());
    assertEquals(first.offeredPs, writes.get(3).acceptedPs);
    assertEquals(first.issuedPs() + CYCLE_PS, writes.get(4).acceptedPs);
  }

  @Test
  void prefetchedPageIsAMainTlbHitAndBringsTheNextOne() {
    published.prefetch = true;
    Rig rig = rig();
    rig.read(0, VA);
    rig.settle();
    for (int page = 1; page < 10; page++) {
      Rig.Request next = rig.read(0, VA + page * PAGE);
      rig.settle();
      assertEquals(Path.MAIN_TLB_HIT, next.path(), "page " + page);
      assertEquals(MAIN_TLB_HIT, next.cycles());
    }
    // the two pages that set up the rig and this run of ten: each brought the page behind it
    assertEquals(2 * 2 + 1 + 10, rig.count("walks"));
  }

  @Test
  void prefetchIsDroppedWhenThereIsNoSlot() {
    published.prefetch = true;
    published.interfaceSlots = 1;
    Rig rig = rig();
    rig.read(0, VA);
    rig.settle();
    assertEquals(2 + 1, rig.count("walks"));
  }
}
