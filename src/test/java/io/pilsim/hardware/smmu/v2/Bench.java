package io.pilsim.hardware.smmu.v2;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pilsim.engine.ClockDomain;
import io.pilsim.engine.Cycles;
import io.pilsim.engine.HeapSimulator;
import io.pilsim.engine.Phase;
import io.pilsim.engine.RandomStream;
import io.pilsim.engine.RandomStreams;
import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.Counter;
import io.pilsim.engine.stats.Latency;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.hardware.memory.PhysicalMemory;
import io.pilsim.hardware.smmu.FixedLatencyTables;
import io.pilsim.hardware.smmu.LeafAttributes;
import io.pilsim.hardware.smmu.LeafAttributes.MemoryType;
import io.pilsim.hardware.smmu.RadixTables;
import io.pilsim.hardware.smmu.Replacement;
import io.pilsim.hardware.smmu.SetAssociativeParams;
import io.pilsim.hardware.smmu.StreamAccess;
import io.pilsim.hardware.smmu.TableGeometry;
import io.pilsim.hardware.smmu.TestPages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** An MMU-500 with its tables, and masters that ask it: what the tests of its units share. */
final class Bench implements ContextFaultSink {
  static final long CYCLE_PS = 1_000;
  static final long HIT_PS = 2 * CYCLE_PS;
  static final long PORT_PS = CYCLE_PS;
  static final long LINK_PS = 8 * CYCLE_PS;
  static final long MACRO_PS = 3 * CYCLE_PS;
  static final long INVALIDATE_PS = 4 * CYCLE_PS;
  static final long SETUP_PS = 2 * CYCLE_PS;
  static final long CACHE_PS = 5 * CYCLE_PS;
  static final long READ_PS = FixedLatencyTables.READ_PS;

  /** From an access to its translation, memory reads not included. */
  static final long MACRO_HIT_PS = HIT_PS + LINK_PS + MACRO_PS + LINK_PS;

  static final long WALK_PS = MACRO_HIT_PS + SETUP_PS + CACHE_PS;

  static final int SID = 0x3000;
  static final int BANK = 5;
  static final int ASID = 7;
  static final long PAGE = 4096;
  static final long BLOCK = 2 << 20;
  static final long RW = LeafAttributes.stage1(true, true, MemoryType.NON_CACHEABLE);

  final Simulator sim;
  final StatGroup stats = new StatGroup("smmu");
  final PhysicalMemory memory = new PhysicalMemory(64L << 30);
  final TestPages pages = new TestPages(memory, 0x1000_0000);
  final RadixTables tables = new RadixTables(new TableGeometry(12, 48), memory, pages);
  final Mmu500 mmu;
  final List<String> faults = new ArrayList<>();

  Bench(Mmu500Params params) {
    this(params, new HeapSimulator());
  }

  Bench(Mmu500Params params, Simulator sim) {
    this(params, Optional.empty(), sim);
  }

  /** One whose table reads take an exponential time, 1 us in the mean. */
  Bench(Mmu500Params params, RandomStream random) {
    this(params, Optional.of(random), new HeapSimulator());
  }

  private Bench(Mmu500Params params, Optional<RandomStream> random, Simulator sim) {
    this.sim = sim;
    this.mmu =
        new Mmu500(
            params,
            new ClockDomain("smmu", CYCLE_PS),
            new FixedLatencyTables(memory, random, sim),
            this,
            new RandomStreams(1, 0).stream("replacement")::nextInt,
            sim,
            stats);
    mmu.writeUnmatchedStreams(StreamType.FAULT);
    mmu.writeStreamMatch(0, SID, 0, true);
    mmu.writeStreamContext(0, StreamType.TRANSLATE, BANK);
    mmu.writeContext(BANK, ContextRegisters.stage1(tables.root(), tables.geometry(), ASID));
  }

  static SetAssociativeParams cache(int entries, int ways) {
    return new SetAssociativeParams(entries, ways, Replacement.LRU);
  }

  static TbuParams tbu() {
    return new TbuParams(cache(32, 0), new Cycles(2), new Cycles(1), 8, false, 128, 128, 16, 16);
  }

  static WalkerParams walker(int slots, boolean cached) {
    SortedMap<Integer, SetAssociativeParams> levels = new TreeMap<>();
    for (int level = 0; cached && level < 3; level++) {
      levels.put(level, cache(32, 4));
    }
    return new WalkerParams(
        slots, new Cycles(2), new Cycles(5), levels, levels, Optional.empty(), true);
  }

  /** As VT-d has it: a sync does not wait for walks. */
  static WalkerParams undrained() {
    WalkerParams usual = walker(16, true);
    return new WalkerParams(
        usual.slots(),
        usual.setup(),
        usual.lookup(),
        usual.stage1(),
        usual.stage2(),
        usual.ipaCache(),
        false);
  }

  static TcuParams tcu(WalkerParams walker) {
    return new TcuParams(
        cache(512, 4), new Cycles(3), new Cycles(1), new Cycles(8), new Cycles(4), walker);
  }

  static Mmu500Params params(WalkerParams walker, TbuParams... tbus) {
    return new Mmu500Params(List.of(tbus), tcu(walker), 16, 16, 40, false);
  }

  static Bench plain() {
    return new Bench(params(walker(16, true), tbu(), tbu()));
  }

  @Override
  public void contextFault(int bank, int fsr, long far, int fsynr0, int cbfrsynra) {
    faults.add(
        String.format(
            "fsr=0x%x, iova=0x%08x, fsynr=0x%x, cbfrsynra=0x%x, cb=%d",
            fsr, far, fsynr0, cbfrsynra, bank));
  }

  @Override
  public void globalFault(int streamId, long address) {
    faults.add(String.format("unknown stream 0x%x at 0x%x", streamId, address));
  }

  Access ask(int tbu, long iova, boolean write) {
    return ask(tbu, SID, iova, write);
  }

  Access ask(int tbu, int streamId, long iova, boolean write) {
    Access access = new Access();
    access.aim(streamId, iova, 64, write);
    mmu.tbu(tbu).translate(access);
    return access;
  }

  Access read(long iova) {
    return ask(0, iova, false);
  }

  /** Lets everything come to rest, and ends the transactions that were answered. */
  void finish(Access... accesses) {
    runFor(1_000_000_000);
    for (Access access : accesses) {
      access.complete();
    }
    runFor(1_000_000_000);
  }

  void runFor(long durationPs) {
    sim.runUntil(sim.nowPs() + durationPs);
  }

  long count(String name) {
    return stat(name, Counter.class).value();
  }

  <T> T stat(String name, Class<T> type) {
    return stats.entries().stream()
        .filter(entry -> entry.path().equals("smmu." + name))
        .map(entry -> type.cast(entry.stat()))
        .findFirst()
        .orElseThrow();
  }

  long meanPs(String name) {
    Latency latency = stat(name, Latency.class);
    return latency.sumPs() / latency.count();
  }

  void assertLawsHold() {
    assertEquals(List.of(), stats.laws().broken());
  }

  /** Remembers when it was answered. */
  final class Access extends StreamAccess {
    private final long askedAtPs = sim.nowPs();
    private long answeredAtPs = -1;

    Access() {
      super(Phase.COMPLETE);
    }

    @Override
    protected void fire(long nowPs) {
      answeredAtPs = nowPs;
    }

    boolean isAnswered() {
      return answeredAtPs >= 0;
    }

    long tookPs() {
      return answeredAtPs - askedAtPs;
    }

    /** Answered at exactly this time after it was asked, not before. */
    Access assertTakes(long expectedPs) {
      sim.runUntil(Math.max(sim.nowPs(), askedAtPs + expectedPs));
      assertEquals(expectedPs, tookPs());
      return this;
    }
  }
}
