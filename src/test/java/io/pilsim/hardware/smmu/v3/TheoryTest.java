package io.pilsim.hardware.smmu.v3;

import static io.pilsim.hardware.smmu.v3.Rig.READ_WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pilsim.engine.ClockDomain;
import io.pilsim.engine.Event;
import io.pilsim.engine.HeapSimulator;
import io.pilsim.engine.Phase;
import io.pilsim.engine.RandomStream;
import io.pilsim.engine.RandomStreams;
import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.Latency;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.hardware.dma.AddressPattern;
import io.pilsim.hardware.dma.StridedPattern;
import io.pilsim.hardware.dma.ZipfPattern;
import io.pilsim.hardware.memory.FixedLatencyMemory;
import io.pilsim.hardware.memory.PhysicalMemory;
import io.pilsim.hardware.smmu.FixedLatencyTables;
import io.pilsim.hardware.smmu.LeafAttributes;
import io.pilsim.hardware.smmu.RadixTables;
import io.pilsim.hardware.smmu.Replacement;
import io.pilsim.hardware.smmu.TableGeometry;
import io.pilsim.hardware.smmu.TestPages;
import io.pilsim.hardware.smmu.WayPicker;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The SMMUv3 under traffic against exact theory (timing.md section 5): hit rates of King and
 * Gelenbe, scans, misses per reach, walk slots as an M/M/c queue.
 */
final class TheoryTest {
  private static final int REFERENCES = 100_000;
  private static final int WALKS = 200_000;
  private static final long PAGE = 4096;
  private static final long BLOCK = 1 << 21;

  private final RandomStreams streams = new RandomStreams(1, 0);
  private final WayPicker random = streams.stream("ways")::nextInt;
  private final Published published = new Published();

  /** Reads one after the other, each when the one before it is answered. */
  private static Rig run(Rig rig, AddressPattern pattern, int count) {
    Rig.Request request = rig.new Request();
    for (int i = 0; i < count; i++) {
      request.begin(0, 0, pattern.next(), 64, false, 0);
      rig.device.offer(request);
      rig.sim.runToQuiescence(Long.MAX_VALUE);
      assertEquals(Fault.NONE, request.fault());
    }
    assertEquals(List.of(), rig.stats.laws().broken());
    return rig;
  }

  private Rig mapped(long leafSize, int count, long attributes) {
    Rig rig = new Rig(published.params(), 1L << 40, random);
    RadixTables tables = rig.tables(48);
    int atATime = (int) Math.min(count, BLOCK / leafSize);
    for (int leaf = 0; leaf < count; leaf += atATime) {
      tables.map(leaf * leafSize, leaf * leafSize, leafSize, atATime, attributes);
    }
    rig.stage1(0, tables);
    return rig;
  }

  @ParameterizedTest
  @CsvSource({
    "LRU, 8, 0.8, 4, 0.6090414802",
    "LRU, 5, 1.0, 2, 0.5188845638",
    "LRU, 5, 1.0, 3, 0.7155876421",
    "LRU, 8, 1.2, 3, 0.5985159476",
    "ROUND_ROBIN_PER_SET, 8, 0.8, 4, 0.5846538642",
    "ROUND_ROBIN_PER_SET, 5, 1.0, 2, 0.5036496350",
    "ROUND_ROBIN_PER_SET, 8, 1.0, 4, 0.6282770074",
    "RANDOM, 8, 1.2, 3, 0.5627974068",
    "RANDOM, 5, 1.0, 3, 0.6908544440"
  })
  void hitRatesOfTheMicroTlbAreKingsAndGelenbes(
      Replacement policy, int pages, double skew, int entries, double expected) {
    published.microEntries = entries;
    published.microPolicy = policy;
    published.mainTlb = false;
    RandomStream draws = streams.stream("zipf." + policy + pages + skew + entries);
    Rig rig =
        run(
            mapped(PAGE, 16, READ_WRITE),
            new ZipfPattern(0, pages * PAGE, PAGE, skew, draws),
            REFERENCES);
    // three standard deviations of as many independent draws are 0.005
    assertEquals(expected, rig.count("tbu0.utlb.hits") / (double) REFERENCES, 0.006);
  }

  @Test
  void aCyclicScanOfOnePageTooManyNeverHits() {
    published.microEntries = 4;
    published.mainTlb = false;
    Rig rig = run(mapped(PAGE, 8, READ_WRITE), new StridedPattern(0, 5 * PAGE, PAGE), 1_000);
    assertEquals(0, rig.count("tbu0.utlb.hits"));
    assertEquals(1_000, rig.count("walks"));
  }

  @ParameterizedTest
  @CsvSource({"12, 0, 1024", "12, 1, 64", "21, 0, 2"})
  void oneStreamingPassWalksOncePerReach(int bits, int contiguous, int walks) {
    long attributes = READ_WRITE | (contiguous == 1 ? LeafAttributes.CONTIGUOUS : 0);
    Rig rig = mapped(1L << bits, (4 << 20) >>> bits, attributes);
    run(rig, new StridedPattern(0, 4 << 20, 64), (4 << 20) / 64);
    assertEquals(walks, rig.count("walks"));
  }

  /** Walks of one read of exponential time, mean 1 us, at random times, on c slots. */
  @ParameterizedTest
  @CsvSource({"1, 4.0, 0.25", "2, 1.77777778, 0.08", "4, 0.74554059, 0.04", "8, 0.28602808, 0.02"})
  void walkSlotsAreAnErlangQueue(int slots, double expectedMeanWait, double tolerance) {
    Queue queue = new Queue(slots, Math.round(1_000_000 / (slots * 0.8)));
    queue.sim.runToQuiescence(Long.MAX_VALUE);
    assertEquals(List.of(), queue.stats.laws().broken());
    StatGroup.Entry waits = queue.stats.find("smmu.tcu.walk_slots.wait").orElseThrow();
    double meanWait = ((Latency) waits.stat()).sumPs() / (double) WALKS / 1e6;
    assertEquals(expectedMeanWait, meanWait, tolerance);
  }

  /** Poisson arrivals of misses at an SMMU whose other parts take next to no time. */
  private final class Queue extends Event {
    private final Simulator sim = new HeapSimulator();
    private final StatGroup stats = new StatGroup("smmu");
    private final RandomStream arrivals = streams.stream("arrivals");
    private final ArrayDeque<Miss> idle = new ArrayDeque<>();
    private final TableGeometry oneLevel = new TableGeometry(16, 29);
    private final DeviceInterface device;
    private final long meanGapPs;
    private int begun;

    Queue(int slots, long meanGapPs) {
      super(Phase.ISSUE);
      this.meanGapPs = meanGapPs;
      PhysicalMemory memory = new PhysicalMemory(1L << 40);
      published.walkSlots = slots;
      published.interfaceSlots = 4096;
      published.translationSlots = 4096;
      published.microTlb = false;
      published.mainTlb = false;
      published.walkCache = false;
      published.ordered = false;
      SmmuV3 smmu =
          new SmmuV3(
              published.params(),
              new ClockDomain("smmu", 10),
              new FixedLatencyTables(memory, Optional.of(streams.stream("reads" + slots)), sim),
              new FixedLatencyMemory(1, memory, sim),
              memory,
              cache -> bound -> 0,
              sim,
              stats);
      smmu.streamTable().setLinear(Rig.STREAM_TABLE, 3);
      RadixTables tables = new RadixTables(oneLevel, memory, new TestPages(memory, 0x10_0000));
      tables.map(0, 0, oneLevel.granule(), oneLevel.entries(3), READ_WRITE);
      memory.writeWord(Rig.entry(0), StreamTableEntry.stage1(Rig.context(0), 0, false));
      memory.writeWord(Rig.context(0), ContextDescriptor.control(1, 29, 16));
      memory.writeWord(Rig.context(0) + 8, tables.root());
      device = smmu.addInterface();
      sim.after(0, this);
    }

    @Override
    protected void fire(long nowPs) {
      Miss miss = idle.isEmpty() ? new Miss() : idle.pollLast();
      long page = begun++ % oneLevel.entries(3);
      miss.begin(0, 0, page * oneLevel.granule(), 64, false, 0);
      device.offer(miss);
      if (begun < WALKS) {
        sim.after(arrivals.exponentialPs(meanGapPs), this);
      }
    }

    private final class Miss extends Transaction {
      @Override
      protected void accepted(long nowPs) {}

      @Override
      protected void responded(long nowPs) {
        idle.addLast(this);
      }
    }
  }
}
