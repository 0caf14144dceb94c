package io.pilsim.hardware.smmu.v2;

import static io.pilsim.hardware.smmu.FixedLatencyTables.READ_PS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pilsim.engine.ClockDomain;
import io.pilsim.engine.Cycles;
import io.pilsim.engine.HeapSimulator;
import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.Counter;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.hardware.memory.Bytes;
import io.pilsim.hardware.memory.PhysicalMemory;
import io.pilsim.hardware.smmu.FixedLatencyTables;
import io.pilsim.hardware.smmu.LeafAttributes;
import io.pilsim.hardware.smmu.LeafAttributes.MemoryType;
import io.pilsim.hardware.smmu.RadixTables;
import io.pilsim.hardware.smmu.SetAssociativeParams;
import io.pilsim.hardware.smmu.TableGeometry;
import io.pilsim.hardware.smmu.TestPages;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Walks of one and of two stages. Oracle: a cold nested walk through n and m levels takes
 * (n+1)(m+1) - 1 reads (timing.md 1.5); times are sums of parameters.
 */
final class PageWalkerTest {
  private static final long LOOKUP_PS = 4_000;
  private static final long SETUP_PS = 3_000;
  private static final long GUEST = 64L << 20; // guest tables and pages lie in the first 128 MiB
  private static final long HOST = 1L << 30; // at which the host puts guest address 0
  private static final long S1 = LeafAttributes.stage1(true, true, MemoryType.CACHEABLE);
  private static final long S2 = LeafAttributes.stage2(true, true, true, MemoryType.CACHEABLE);
  private static final long VA = 0x2_3456_7000L;

  private static final ContextFaultSink NO_FAULTS =
      new ContextFaultSink() {
        @Override
        public void contextFault(int bank, int fsr, long far, int fsynr0, int cbfrsynra) {}

        @Override
        public void globalFault(int streamId, long address) {}
      };

  private final Simulator sim = new HeapSimulator();
  private final PhysicalMemory memory = new PhysicalMemory(64L << 30);
  private StatGroup stats = new StatGroup("smmu"); // of the latest walker
  private ContextBank[] banks;

  @Test
  void coldNestedWalkTakes24Or19Or15Reads() {
    assertEquals(24, coldReads(new TableGeometry(12, 48), new TableGeometry(12, 48)));
    assertEquals(19, coldReads(new TableGeometry(12, 48), TableGeometry.concatenated(12, 40)));
    assertEquals(19, coldReads(new TableGeometry(12, 39), new TableGeometry(12, 48)));
    assertEquals(15, coldReads(new TableGeometry(12, 39), TableGeometry.concatenated(12, 40)));
  }

  @Test
  void everyGranuleWalksItsOwnLevels() {
    assertEquals(4, coldReads(new TableGeometry(14, 48)));
    assertEquals(3, coldReads(new TableGeometry(14, 47)));
    assertEquals(3, coldReads(new TableGeometry(16, 48)));
    assertEquals(2, coldReads(new TableGeometry(16, 36)));
    assertEquals(3, coldReads(new TableGeometry(12, 36)));
  }

  @Test
  void nestedWalkSearchesTheStage2CachesBeforeEachTranslation() {
    PageWalker walker = walker(none(), Optional.empty());
    nested(new TableGeometry(12, 48), new TableGeometry(12, 48), 4096, 4096);
    Probe probe = new Probe(walker);
    probe.walk(banks[1], VA);
    assertEquals(SETUP_PS + LOOKUP_PS + 5 * LOOKUP_PS + 24 * READ_PS, probe.tookPs);
  }

  @Test
  void nestedLeafIsTheSmallerOfTheTwo() {
    long mib2 = 2 << 20;
    for (long[] sizes : new long[][] {{4096, mib2, 12}, {mib2, 4096, 12}, {mib2, mib2, 21}}) {
      PageWalker walker = walker(none(), Optional.empty());
      nested(new TableGeometry(12, 48), new TableGeometry(12, 48), sizes[0], sizes[1]);
      Probe probe = new Probe(walker);
      probe.walk(banks[1], VA + 0x345);
      assertEquals(FaultKind.NONE, probe.fault);
      assertEquals(sizes[2], probe.pageBits);
      long offset = (VA + 0x345) & ((1L << sizes[2]) - 1);
      assertEquals(expectedOutput(sizes[0], VA + 0x345), probe.output + offset);
    }
  }

  @Test
  void warmWalkCacheLeavesOneReadPlusTheLastTranslation() {
    PageWalker walker = walker(Bench.walker(4, true).stage1(), Optional.empty());
    nested(new TableGeometry(12, 48), new TableGeometry(12, 48), 4096, 4096);
    new Probe(walker).walk(banks[1], VA);
    long before = count("pte_reads");
    new Probe(walker).walk(banks[1], VA + 4096);
    assertEquals(2, count("pte_reads") - before); // stage 1's last entry, then stage 2's
  }

  @Test
  void ipaCacheSparesTheStage2WalkOfItsPage() {
    PageWalker walker = walker(none(), Optional.of(Bench.cache(64, 4)));
    nested(new TableGeometry(12, 48), new TableGeometry(12, 48), 4096, 4096);
    new Probe(walker).walk(banks[1], VA);
    long before = count("pte_reads");
    new Probe(walker).walk(banks[1], VA);
    assertEquals(4, count("pte_reads") - before); // only stage 1's own entries
    assertEquals(5, count("tcu.ipa_cache.hits"));
  }

  @Test
  void stage2TablesSmallerThanAStage1TableAreNotRememberedWhole() {
    PageWalker walker = walker(Bench.walker(4, true).stage1(), Optional.empty());
    nested(new TableGeometry(16, 48), new TableGeometry(12, 48), 1 << 16, 4096);
    new Probe(walker).walk(banks[1], VA);
    long before = count("pte_reads");
    new Probe(walker).walk(banks[1], VA);
    // Stage 1 begins anew: three entries and the output, each with one stage-2 read left.
    assertEquals(3 + 4, count("pte_reads") - before);
  }

  @Test
  void faultsSayWhichStageAndLevel() {
    PageWalker walker = walker(none(), Optional.empty());
    nested(new TableGeometry(12, 48), new TableGeometry(12, 48), 4096, 4096);
    Probe unmapped = new Probe(walker);
    unmapped.walk(banks[1], VA + (1L << 30));
    assertEquals(FaultKind.TRANSLATION, unmapped.fault);
    assertEquals(1, unmapped.faultLevel);
    assertEquals(false, unmapped.faultInStage2);
    banks[0].write(
        ContextRegisters.stage2(0x8_0000_0000L, new TableGeometry(12, 48), 3)); // empty tables
    Probe noHost = new Probe(walker);
    noHost.walk(banks[1], VA);
    assertEquals(FaultKind.TRANSLATION, noHost.fault);
    assertEquals(0, noHost.faultLevel);
    assertEquals(true, noHost.faultInStage2);
  }

  @Test
  void addressBeyondTheTablesFaultsWithoutARead() {
    PageWalker walker = walker(none(), Optional.empty());
    stage1(new TableGeometry(12, 48));
    Probe probe = new Probe(walker);
    probe.walk(banks[1], 1L << 48);
    assertEquals(FaultKind.TRANSLATION, probe.fault);
    assertEquals(SETUP_PS + LOOKUP_PS, probe.tookPs);
    assertEquals(0, count("pte_reads"));
  }

  private long coldReads(TableGeometry one, TableGeometry two) {
    PageWalker walker = walker(none(), Optional.empty());
    nested(one, two, one.granule(), two.granule());
    return reads(walker);
  }

  private long coldReads(TableGeometry geometry) {
    PageWalker walker = walker(none(), Optional.empty());
    stage1(geometry);
    return reads(walker);
  }

  private long reads(PageWalker walker) {
    Probe probe = new Probe(walker);
    long before = count("pte_reads");
    probe.walk(banks[1], VA);
    assertEquals(FaultKind.NONE, probe.fault);
    assertEquals(List.of(), stats.laws().broken());
    return count("pte_reads") - before;
  }

  private PageWalker walker(
      SortedMap<Integer, SetAssociativeParams> caches, Optional<SetAssociativeParams> ipas) {
    stats = new StatGroup("smmu");
    WalkerParams params =
        new WalkerParams(4, new Cycles(3), new Cycles(4), caches, caches, ipas, true);
    Shared shared =
        new Shared(
            Bench.params(params, Bench.tbu()),
            new ClockDomain("smmu", 1_000),
            NO_FAULTS,
            bound -> 0,
            sim,
            stats);
    banks = shared.banks;
    return new PageWalker(params, 40, new FixedLatencyTables(memory, sim), shared);
  }

  private long count(String name) {
    return stats.entries().stream()
        .filter(entry -> entry.path().endsWith("." + name))
        .map(entry -> ((Counter) entry.stat()).value())
        .findFirst()
        .orElseThrow();
  }

  private static SortedMap<Integer, SetAssociativeParams> none() {
    return new TreeMap<>();
  }

  private void stage1(TableGeometry geometry) {
    RadixTables tables = new RadixTables(geometry, memory, new TestPages(memory, 0x1000_0000));
    tables.map(VA & -geometry.granule(), 0, geometry.granule(), 1, S1);
    banks[1].write(ContextRegisters.stage1(tables.root(), geometry, 1));
  }

  /** The guest's pages follow its tables; the host maps all that in pages of one size. */
  private void nested(TableGeometry one, TableGeometry two, long size1, long size2) {
    PhysicalMemory guest = new PhysicalMemory(2 * GUEST);
    RadixTables tables = new RadixTables(one, guest, new TestPages(guest, 0x10_0000));
    tables.map(VA & -size1, GUEST, size1, 1, S1);
    if (size1 == one.granule()) {
      tables.map((VA & -size1) + size1, GUEST + size1, size1, 1, S1);
    }
    memory.copyIn(HOST, Bytes.of(guest.read(0, (int) (2 * GUEST))));
    RadixTables host = new RadixTables(two, memory, new TestPages(memory, 0x2_0000_0000L));
    for (long at = 0; at < 2 * GUEST; at += size2) {
      host.map(at, HOST + at, size2, 1, S2);
    }
    banks[0].write(ContextRegisters.stage2(host.root(), two, 3));
    banks[1].write(ContextRegisters.nested(tables.root(), one, 1, 3, 0));
  }

  private static long expectedOutput(long size1, long va) {
    return HOST + GUEST + (va & (size1 - 1));
  }

  private final class Probe extends Walk {
    private final PageWalker walker;
    private long startedPs;
    private long tookPs;

    Probe(PageWalker walker) {
      super(walker);
      this.walker = walker;
    }

    void walk(ContextBank bank, long input) {
      startedPs = sim.nowPs();
      aim(bank, input);
      walker.walk(this);
      sim.runUntil(startedPs + 100_000_000);
    }

    @Override
    boolean isDemanded() {
      return false;
    }

    @Override
    void walked() {
      tookPs = sim.nowPs() - startedPs;
    }

    @Override
    void resume(long nowPs) {
      throw new IllegalStateException("waits for nothing else");
    }
  }
}
