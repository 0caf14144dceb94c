package io.pilsim.hardware.smmu.v3;

import static io.pilsim.hardware.smmu.v3.Rig.READ_WRITE;
import static io.pilsim.hardware.smmu.v3.Rig.STAGE2;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.engine.Cycles;
import io.pilsim.engine.EngineKind;
import io.pilsim.engine.LookAhead;
import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.Counter;
import io.pilsim.engine.stats.Latency;
import io.pilsim.hardware.smmu.RadixTables;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random accesses while pages are mapped, unmapped, invalidated and synced through two command
 * queues. The oracle is the history of each page, kept without any notion of a cache: once the
 * CMD_SYNC after an unmap has completed, nobody uses the old address any more.
 */
final class RandomTrafficTest {
  private static final int PAGES = 40;
  private static final long PAGE = 4096;
  private static final long UNMAPPED = -1;
  private static final int MOST_OUTSTANDING = 40;
  private static final long ONE_CYCLE = Rig.CYCLE_PS;

  /** What a page was mapped to, and when that began and ended for good. */
  private static final class Mapping {
    private final long output;
    private final long fromPs;
    private long goneAtPs = Long.MAX_VALUE;

    Mapping(long output, long fromPs) {
      this.output = output;
      this.fromPs = fromPs;
    }
  }

  /** Software on one queue: one unmap at a time, each with its sync. */
  private final class Unmapper implements CommandQueueListener {
    private CommandQueuePort queue;
    private int next;
    private Mapping dying;

    @Override
    public void consumed(int consumer) {}

    @Override
    public void synced(int index) {
      dying.goneAtPs = rig.sim.nowPs();
      dying = null;
    }

    @Override
    public void stopped(CommandError error) {
      throw new IllegalStateException(error.name());
    }

    void unmap(int page, Mapping last) {
      dying = last;
      add(Command.tlbiEl2All(), 0);
      switch (random.nextInt(4)) {
        case 0 -> add(Command.tlbiNhAsid(vmid, 1), 0);
        case 1 -> add(Command.tlbiNhVaa(vmid), Command.address(page * PAGE, random.nextBoolean()));
        case 2 ->
            add(
                Command.tlbiNhVa(vmid, 1) | Command.range(random.nextInt(3), 0),
                Command.rangeAddress(page * PAGE, true, 12, 3));
        default -> add(Command.tlbiNhVa(vmid, 1), Command.address(page * PAGE, true));
      }
      add(Command.syncWithMsi(0), Command.msiWord1(queue.address(next)));
      queue.publish(next);
    }

    private void add(long word0, long word1) {
      queue.write(next, word0, word1);
      next = queue.next(next, 1);
    }
  }

  private final List<List<Mapping>> history = new ArrayList<>();
  private final List<DeviceInterface> devices = new ArrayList<>();
  private final List<Unmapper> unmappers = new ArrayList<>();
  private Rig rig;
  private RadixTables tables;
  private SplittableRandom random;
  private int vmid;
  private int outstanding;
  private long nextOutput = 0x1_0000_0000L;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void noTranslationOutlivesTheSyncAfterItsUnmap(int seed) {
    int offered = run(seed, 30_000, EngineKind.DEFAULT.create());
    assertTrue(offered > 3_000, "" + offered);
    assertTrue(rig.count("tlbi.commands") > 200, "" + rig.count("tlbi.commands"));
    assertTrue(rig.count("tbu1.utlb.hits") > 100, "" + rig.count("tbu1.utlb.hits"));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 6})
  void everyEngineTellsTheSame(int seed) {
    run(seed, 3_000, EngineKind.REFERENCE.create(LookAhead.OFF));
    List<String> expected = told();
    for (EngineKind kind : EngineKind.values()) {
      for (LookAhead lookAhead : LookAhead.values()) {
        RandomTrafficTest again = new RandomTrafficTest();
        again.run(seed, 3_000, kind.create(lookAhead));
        assertEquals(expected, again.told(), kind + ", look-ahead " + lookAhead);
      }
    }
  }

  /** Every statistic, with its number. */
  private List<String> told() {
    return rig.stats.entries().stream()
        .map(
            entry ->
                entry.path()
                    + " "
                    + (entry.stat() instanceof Counter counter ? counter.value() : "")
                    + (entry.stat() instanceof Latency latency ? latency.sumPs() : ""))
        .toList();
  }

  private int run(int seed, int steps, Simulator sim) {
    random = new SplittableRandom(seed);
    setUp(seed, sim);
    int offered = 0;
    for (int step = 0; step < steps; step++) {
      if (random.nextInt(8) == 0) {
        remap(random.nextInt(PAGES));
      } else {
        offered += offer();
      }
      rig.sim.runUntil(rig.sim.nowPs() + random.nextInt(30) * ONE_CYCLE);
      outstanding -= rig.answered.size();
      rig.answered.forEach(this::check);
      rig.answered.clear();
    }
    rig.settle();
    rig.answered.forEach(this::check);
    assertEquals(List.of(), rig.stats.laws().broken());
    return offered;
  }

  private void setUp(int seed, Simulator sim) {
    Published published = new Published();
    published.smmuTlb = seed % 2 == 0;
    published.ipaCache = seed % 3 == 0;
    published.prefetch = seed == 5;
    published.walkSlots = 3;
    published.walkCache = seed < 5; // without it, stage 2 takes long after the leaf of stage 1
    rig = new Rig(published.params(), 1L << 40, bound -> 0, sim);
    tables = rig.tables(48);
    if (seed > 3) {
      RadixTables second = rig.tables(39);
      second.map(0, 0, 1 << 30, 32, STAGE2);
      rig.nested(1, tables, second);
      vmid = 1;
    } else {
      rig.stage1(1, tables);
    }
    devices.addAll(List.of(rig.device, rig.smmu.addInterface(), rig.smmu.addInterface()));
    for (int i = 0; i < 2; i++) {
      Unmapper unmapper = new Unmapper();
      unmapper.queue =
          rig.smmu.addCommandQueue(
              new CommandQueueParams(2, new Cycles(1)), 0x8_0000 + i * 0x1_0000L, 4, unmapper);
      unmappers.add(unmapper);
    }
    for (int page = 0; page < PAGES; page++) {
      history.add(new ArrayList<>(List.of(new Mapping(UNMAPPED, 0))));
    }
  }

  private int offer() {
    if (outstanding == MOST_OUTSTANDING) {
      return 0;
    }
    outstanding++;
    Rig.Request request = rig.new Request();
    long address = random.nextInt(PAGES) * PAGE + 64L * random.nextInt(64);
    request.begin(1, 0, address, 64, random.nextInt(3) == 0, random.nextInt(2));
    devices.get(random.nextInt(devices.size())).offer(request);
    return 1;
  }

  private void remap(int page) {
    Unmapper unmapper = unmappers.get(random.nextInt(2));
    List<Mapping> mappings = history.get(page);
    Mapping last = mappings.get(mappings.size() - 1);
    boolean dying = mappings.stream().anyMatch(mapping -> isDying(mapping));
    if (unmapper.dying != null || dying) {
      return;
    }
    long nowPs = rig.sim.nowPs();
    if (last.output == UNMAPPED) {
      tables.map(page * PAGE, nextOutput, PAGE, 1, READ_WRITE);
      mappings.add(new Mapping(nextOutput, nowPs)); // absence is never cached, but may be in flight
      nextOutput += PAGE;
    } else {
      tables.unmap(page * PAGE, PAGE, 1);
      mappings.add(new Mapping(UNMAPPED, nowPs));
      unmapper.unmap(page, last);
    }
  }

  private boolean isDying(Mapping mapping) {
    return unmappers.stream().anyMatch(unmapper -> unmapper.dying == mapping);
  }

  /** Nobody is answered with an address more than a cycle after its sync has completed. */
  private void check(Rig.Request request) {
    long output = request.fault() == Fault.NONE ? request.physicalAddress() & -PAGE : UNMAPPED;
    boolean possible =
        history.get((int) (request.address() / PAGE)).stream()
            .anyMatch(
                mapping ->
                    mapping.output == output
                        && mapping.fromPs <= request.respondedPs
                        && (output == UNMAPPED
                            || mapping.goneAtPs >= request.respondedPs - ONE_CYCLE));
    assertTrue(possible, () -> "stale: 0x" + Long.toHexString(request.address()));
  }
}
