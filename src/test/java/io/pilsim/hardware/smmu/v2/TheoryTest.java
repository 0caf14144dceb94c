package io.pilsim.hardware.smmu.v2;

import static io.pilsim.hardware.smmu.v2.Bench.BANK;
import static io.pilsim.hardware.smmu.v2.Bench.PAGE;
import static io.pilsim.hardware.smmu.v2.Bench.RW;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pilsim.engine.Cycles;
import io.pilsim.engine.Event;
import io.pilsim.engine.RandomStream;
import io.pilsim.engine.RandomStreams;
import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.Latency;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.hardware.dma.AddressPattern;
import io.pilsim.hardware.dma.Arrivals;
import io.pilsim.hardware.dma.DmaStream;
import io.pilsim.hardware.dma.PatternSource;
import io.pilsim.hardware.dma.StridedPattern;
import io.pilsim.hardware.dma.ZipfPattern;
import io.pilsim.hardware.fabric.Firewall;
import io.pilsim.hardware.fabric.Master;
import io.pilsim.hardware.memory.DataPort;
import io.pilsim.hardware.smmu.LeafAttributes;
import io.pilsim.hardware.smmu.RadixTables;
import io.pilsim.hardware.smmu.Replacement;
import io.pilsim.hardware.smmu.SetAssociativeParams;
import io.pilsim.hardware.smmu.TableGeometry;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The SMMU under traffic against exact theory (timing.md section 5): hit rates, misses per reach,
 * queues for walk slots, priorities.
 */
final class TheoryTest {
  private static final long REQUESTS = 200_000;
  private static final long BLOCK = Bench.BLOCK;
  private static final long GIB = 1L << 30;

  private final RandomStreams streams = new RandomStreams(1, 0);

  @Test
  void hitRatesUnderIndependentReferencesAreKingsAndGelenbes() {
    assertEquals(0.6090414802, zipfHitRate(Replacement.LRU, 8, 0.8, 4), 0.004);
    assertEquals(0.6626023234, zipfHitRate(Replacement.LRU, 8, 1.0, 4), 0.004);
    assertEquals(0.5846538642, zipfHitRate(Replacement.ROUND_ROBIN_PER_SET, 8, 0.8, 4), 0.004);
    assertEquals(0.5627974068, zipfHitRate(Replacement.RANDOM, 8, 1.2, 3), 0.004);
    assertEquals(0.5188845638, zipfHitRate(Replacement.LRU, 5, 1.0, 2), 0.004);
  }

  @Test
  void aLargeTlbFollowsChesApproximation() {
    assertEquals(0.198930, zipfHitRate(Replacement.LRU, 1000, 0.8, 32), 0.005);
    assertEquals(0.501623, zipfHitRate(Replacement.LRU, 1000, 1.0, 64), 0.005);
  }

  @Test
  void aCyclicScanLargerThanTheTlbNeverHits() {
    for (Replacement policy : List.of(Replacement.LRU, Replacement.ROUND_ROBIN_PER_SET)) {
      Bench bench = bench(tlb(4, policy), 16);
      bench.tables.map(0, 0, PAGE, 5, RW);
      run(bench, new StridedPattern(0, 5 * PAGE, PAGE), 1_000);
      assertEquals(0, bench.count("tbu0.utlb.hits"));
    }
  }

  @Test
  void oneStreamingPassMissesOncePerReach() {
    assertEquals(1024, missesOfOnePass(PAGE, RW));
    assertEquals(1024 / 16, missesOfOnePass(PAGE, RW | LeafAttributes.CONTIGUOUS));
    assertEquals(2, missesOfOnePass(BLOCK, RW));
  }

  @Test
  void walksWaitForSlotsAsInTheErlangQueue() {
    assertEquals(1.77777778, meanWait(2, 0.8), 0.08);
    assertEquals(0.74554059, meanWait(4, 0.8), 0.04);
    assertEquals(0.28602808, meanWait(8, 0.8), 0.02);
    assertEquals(4.0, meanWait(1, 0.8), 0.25); // M/M/1: rho / (1 - rho)
  }

  @Test
  void qualityOfServiceShiftsTheWaitAsCobhamSays() {
    // One slot, every walk 107 ns, each class 0.4 of the load: W0 = rho D / 2.
    long servicePs = Bench.SETUP_PS + Bench.CACHE_PS + 2 * Bench.READ_PS;
    Bench bench = new Bench(params(tlb(1, Replacement.LRU), Bench.walker(1, false), true));
    for (int gib = 0; gib < 2; gib++) {
      bench.tables.map(gib * GIB, gib * GIB, GIB, 1, RW);
    }
    bench.mmu.writeQos(0, 9);
    bench.mmu.writeQos(1, 3);
    Latency high = poisson(bench, 0, new StridedPattern(0, GIB, PAGE), servicePs * 10 / 4);
    Latency low = poisson(bench, 1, new StridedPattern(GIB, GIB, PAGE), servicePs * 10 / 4);
    bench.runFor(REQUESTS * servicePs * 10 / 4 + 1_000_000_000);
    long fixedPs = Bench.MACRO_HIT_PS + servicePs;
    double wait0 = 0.8 * servicePs / 2;
    double waitHigh = wait0 / (1 - 0.4);
    double waitLow = wait0 / ((1 - 0.4) * (1 - 0.8));
    assertEquals(waitHigh, meanPs(high) - fixedPs, 0.03 * waitHigh + 200);
    assertEquals(waitLow, meanPs(low) - fixedPs, 0.03 * waitLow + 200);
    bench.assertLawsHold();
  }

  private double zipfHitRate(Replacement policy, int pages, double skew, int entries) {
    Bench bench = bench(tlb(entries, policy), 16);
    for (int page = 0; page < pages; page += 512) {
      bench.tables.map(page * PAGE, 0, PAGE, Math.min(512, pages - page), RW);
    }
    RandomStream random = streams.stream("zipf." + policy + pages + skew);
    run(bench, new ZipfPattern(0, pages * PAGE, PAGE, skew, random), REQUESTS);
    return bench.count("tbu0.utlb.hits") / (double) REQUESTS;
  }

  private static long missesOfOnePass(long leafSize, long attributes) {
    Bench bench = bench(tlb(32, Replacement.LRU), 16);
    for (long at = 0; at < 4 << 20; at += BLOCK) {
      bench.tables.map(at, at, leafSize, (int) (BLOCK / leafSize), attributes);
    }
    run(bench, new StridedPattern(0, 4 << 20, 64), (4 << 20) / 64);
    return bench.count("tbu0.utlb.misses");
  }

  /** Walks of one read, whose time is exponential with mean 1 us, at c slots with that load. */
  private double meanWait(int slots, double load) {
    RandomStream random = streams.stream("erlang." + slots);
    Bench bench = exponentialBench(slots, random);
    TableGeometry oneLevel = new TableGeometry(16, 29);
    RadixTables tables = new RadixTables(oneLevel, bench.memory, bench.pages);
    int pages = oneLevel.entries(3);
    tables.map(0, 0, oneLevel.granule(), pages, RW);
    bench.mmu.writeContext(BANK, ContextRegisters.stage1(tables.root(), oneLevel, 1));
    long gapPs = Math.round(1_000_000 / (slots * load));
    long granule = oneLevel.granule();
    poisson(bench, 0, new StridedPattern(0, pages * granule, granule), gapPs);
    bench.runFor(REQUESTS * gapPs + 1_000_000_000);
    assertEquals(REQUESTS, bench.count("walks"));
    bench.assertLawsHold();
    Latency wait = bench.stat("walk_wait", Latency.class);
    return wait.sumPs() / (double) wait.count() / 1_000_000;
  }

  private static SetAssociativeParams tlb(int entries, Replacement policy) {
    return new SetAssociativeParams(entries, 0, policy);
  }

  /** Two TBUs with that micro TLB, no walk caches. */
  private static Bench bench(SetAssociativeParams tlb, int slots) {
    return new Bench(params(tlb, Bench.walker(slots, false), false));
  }

  private static Bench exponentialBench(int slots, RandomStream random) {
    WalkerParams walker =
        new WalkerParams(
            slots,
            new Cycles(0),
            new Cycles(0),
            new TreeMap<>(),
            new TreeMap<>(),
            Optional.empty(),
            true);
    return new Bench(params(tlb(1, Replacement.LRU), walker, false), random);
  }

  private static Mmu500Params params(
      SetAssociativeParams tlb, WalkerParams walker, boolean granuleOnly) {
    TbuParams tbu =
        new TbuParams(tlb, new Cycles(2), new Cycles(0), 4096, false, 8192, 8192, 0, 16);
    TcuParams tcu =
        new TcuParams(
            tlb(1, Replacement.LRU),
            new Cycles(3),
            new Cycles(0),
            new Cycles(8),
            new Cycles(4),
            walker);
    return new Mmu500Params(List.of(tbu, tbu), tcu, 16, 16, 40, granuleOnly);
  }

  private static void run(Bench bench, AddressPattern pattern, long requests) {
    DmaStream stream = stream(bench, 0, 1, pattern, new Arrivals.AsRoomAllows(), requests);
    stream.start();
    bench.runFor(requests * 2_000_000);
    assertEquals(true, stream.isAtRest());
    bench.assertLawsHold();
  }

  /** Accesses that all miss, for none returns to the page before it. */
  private Latency poisson(Bench bench, int tbu, AddressPattern pages, long meanGapPs) {
    Arrivals arrivals =
        new Arrivals.Poisson(meanGapPs, streams.stream("arrivals." + tbu + "." + meanGapPs));
    StatGroup stats = new StatGroup("dma" + tbu);
    DmaStream stream =
        new DmaStream(
            Bench.SID,
            8192,
            new PatternSource(pages, arrivals, 64, 0, REQUESTS),
            bench.mmu.tbu(tbu),
            new Instant(bench.sim),
            new Firewall(new StatGroup("xpu")),
            Master.dsp(tbu, "d"),
            bench.sim,
            stats);
    stream.start();
    return (Latency) stats.find("dma" + tbu + ".translation").orElseThrow().stat();
  }

  private static DmaStream stream(
      Bench bench,
      int tbu,
      int outstanding,
      AddressPattern pattern,
      Arrivals arrivals,
      long requests) {
    return new DmaStream(
        Bench.SID,
        outstanding,
        new PatternSource(pattern, arrivals, 64, 0, requests),
        bench.mmu.tbu(tbu),
        new Instant(bench.sim),
        new Firewall(new StatGroup("xpu")),
        Master.dsp(tbu, "d"),
        bench.sim,
        new StatGroup("dma"));
  }

  private static double meanPs(Latency latency) {
    return latency.sumPs() / (double) latency.count();
  }

  /** Memory whose transfers take no time. */
  private record Instant(Simulator sim) implements DataPort {
    @Override
    public void transfer(long address, int bytes, boolean write, Event done) {
      sim.after(0, done);
    }
  }
}
