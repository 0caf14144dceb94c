package io.pilsim.software.linux.iova;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.Property;
import io.pilsim.engine.ClockDomain;
import io.pilsim.engine.Event;
import io.pilsim.engine.HeapSimulator;
import io.pilsim.engine.Phase;
import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.hardware.cpu.TestCore;
import io.pilsim.hardware.cpu.TopologyParams;
import io.pilsim.software.linux.Errno;
import io.pilsim.software.routine.Cost;
import io.pilsim.software.routine.FaultPlan;
import io.pilsim.software.routine.Routine;
import io.pilsim.software.routine.SoftThread;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Magazines, depot and tree: what they cost, and that no range is lost or given twice. */
final class IovaAllocatorTest {
  private static final ClockDomain CLOCK = new ClockDomain("core", 1_000);
  private static final long CACHE_PS = 7;
  private static final long DEPOT_PS = 50;
  private static final long NODE_PS = 3;
  private static final long TREE_PS = 100;
  private static final long TRIM_PS = 1_000_000;
  private static final int CPUS = 2;
  private static final int MAGAZINE = 127;
  private static final long END = 1 << 20;
  private static final long NEAR_PS = 30;
  private static final TopologyParams TOPOLOGY = new TopologyParams(4, 64, 5, NEAR_PS, 80, 200);

  private final Simulator sim = new HeapSimulator();
  private final StatGroup stats = new StatGroup("iova");
  private final IovaAllocator allocator = allocator(END, stats);
  private final List<SoftThread> threads = new ArrayList<>();

  IovaAllocatorTest() {
    for (int i = 0; i < CPUS; i++) {
      threads.add(new SoftThread("thread", FaultPlan.NONE, TestCore.of(CLOCK, sim), sim));
    }
  }

  private IovaAllocator allocator(long end, StatGroup into) {
    IovaParams params =
        new IovaParams(
            Cost.ofPs("test.cache", CACHE_PS),
            Cost.ofPs("test.depot", DEPOT_PS),
            Cost.ofPs("test.node", NODE_PS),
            Cost.ofPs("test.tree", TREE_PS),
            Cost.ofPs("test.trim", TRIM_PS));
    return new IovaAllocator(params, TOPOLOGY, 1, end, CPUS, sim, into, new StatGroup("lock"));
  }

  private long run(int cpu, Routine<IovaRequest> routine, IovaRequest request) {
    Finish finish = new Finish();
    long fromPs = sim.nowPs();
    threads.get(cpu).start(routine, request, finish);
    while (finish.atPs < 0) {
      sim.runUntil(sim.nowPs() + 1);
    }
    return finish.atPs - fromPs;
  }

  private static final class Finish extends Event {
    private long atPs = -1;

    Finish() {
      super(Phase.OBSERVE);
    }

    @Override
    protected void fire(long nowPs) {
      atPs = nowPs;
    }
  }

  private long allocate(IovaAllocator from, int cpu, long pages, IovaRequest request) {
    request.ask(cpu, pages, Long.MAX_VALUE);
    return run(cpu, from.allocate(), request);
  }

  private long free(int cpu, long pages, IovaRequest request) {
    request.give(cpu, request.pfn(), pages);
    return run(cpu, allocator.free(), request);
  }

  @Test
  void theFirstRangeComesFromTheTree() {
    IovaRequest request = new IovaRequest();
    assertEquals(CACHE_PS + NODE_PS + TREE_PS, allocate(allocator, 0, 1, request));
    assertEquals(END - 1, request.pfn());
  }

  @Test
  void whatACpuFreedItGetsAgainFromItsMagazine() {
    IovaRequest request = new IovaRequest();
    allocate(allocator, 0, 3, request);
    long pfn = request.pfn();
    assertEquals(CACHE_PS, free(0, 3, request));
    assertEquals(CACHE_PS, allocate(allocator, 0, 4, request), "3 pages are rounded up to 4");
    assertEquals(pfn, request.pfn());
    IovaRequest other = new IovaRequest();
    allocate(allocator, 1, 4, other);
    assertNotEquals(pfn, other.pfn(), "another CPU's magazine is empty");
  }

  @Test
  void rangesOf64PagesAlwaysComeFromTheTree() {
    IovaRequest request = new IovaRequest();
    allocate(allocator, 0, 64, request);
    long depth = 1; // of a tree of one
    assertEquals(CACHE_PS + depth * NODE_PS + TREE_PS, free(0, 64, request) - NODE_PS);
    assertEquals(CACHE_PS + NODE_PS + TREE_PS, allocate(allocator, 0, 64, request));
    assertEquals(0, allocator.cached());
  }

  @Test
  void theThirdFullMagazineGoesToTheDepotAndFromThereToAnotherCpu() {
    List<IovaRequest> all = new ArrayList<>();
    for (int i = 0; i < 2 * MAGAZINE + 1; i++) {
      IovaRequest request = new IovaRequest();
      allocate(allocator, 0, 1, request);
      all.add(request);
    }
    for (int i = 0; i < 2 * MAGAZINE; i++) {
      assertEquals(CACHE_PS, free(0, 1, all.get(i)), "two magazines hold it");
    }
    assertEquals(CACHE_PS + DEPOT_PS, free(0, 1, all.get(2 * MAGAZINE)));
    IovaRequest other = new IovaRequest();
    assertEquals(CACHE_PS + DEPOT_PS, allocate(allocator, 1, 1, other), "a full magazine");
    assertEquals(CACHE_PS, allocate(allocator, 1, 1, new IovaRequest()));
  }

  /** The line of the lock, and of the end of the space, which both searches begin at. */
  @Test
  void theTreeComesToACoreFromTheOneThatChangedItLast() {
    long firstPs = allocate(allocator, 0, 64, new IovaRequest());
    allocate(allocator, 0, 64, new IovaRequest());
    IovaRequest third = new IovaRequest();
    long alonePs = allocate(allocator, 0, 64, third);
    assertEquals(firstPs, alonePs, "a search begins at the latest range");
    long otherPs = allocate(allocator, 1, 64, new IovaRequest());
    assertEquals(alonePs + 2 * NEAR_PS, otherPs, "the lock and the latest range");
    assertEquals(alonePs, allocate(allocator, 1, 64, new IovaRequest()));
  }

  @Test
  void aRangeThatIsFreedTwiceOrInPartBreaksALaw() {
    IovaRequest one = new IovaRequest();
    allocate(allocator, 0, 4, one);
    free(0, 4, one);
    assertEquals(List.of(), stats.laws().broken());
    free(0, 4, one);
    assertEquals(1, stats.laws().broken().size(), "it is there twice");
    allocate(allocator, 0, 4, new IovaRequest());
    assertEquals(List.of(), stats.laws().broken());
    free(0, 1, one);
    assertTrue(stats.laws().broken().get(0).contains("magazines hold ranges of the tree"));
  }

  @Test
  void aRangeThatTwoHaveAtATimeBreaksALaw() {
    IovaRequest one = new IovaRequest();
    allocate(allocator, 0, 4, one);
    free(0, 4, one);
    free(0, 4, one);
    allocate(allocator, 0, 4, new IovaRequest());
    IovaRequest again = new IovaRequest();
    allocate(allocator, 0, 4, again);
    assertEquals(one.pfn(), again.pfn());
    String broken = stats.laws().broken().toString();
    assertTrue(broken.contains("no range is somebody's twice at a time: 1 and 0"), broken);
  }

  @Test
  void aFullSpaceIsFoundAgainInTheMagazines() {
    IovaAllocator small =
        new IovaAllocator(
            new IovaParams(
                Cost.ofPs("test.cache", CACHE_PS),
                Cost.ofPs("test.depot", DEPOT_PS),
                Cost.ofPs("test.node", NODE_PS),
                Cost.ofPs("test.tree", TREE_PS),
                Cost.ofPs("test.trim", TRIM_PS)),
            TOPOLOGY,
            0,
            8,
            CPUS,
            sim,
            new StatGroup("small"),
            new StatGroup("small.lock"));
    List<IovaRequest> ones = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      IovaRequest request = new IovaRequest();
      allocate(small, 0, 1, request);
      ones.add(request);
    }
    for (IovaRequest each : ones) {
      each.give(0, each.pfn(), 1);
      run(0, small.free(), each);
    }
    IovaRequest big = new IovaRequest();
    allocate(small, 1, 8, big);
    assertEquals(0, big.pfn(), "all eight pages, after the magazines were given back");
    big.ask(1, 1, Long.MAX_VALUE);
    run(1, small.allocate(), big);
    assertEquals(Errno.ENOMEM, threads.get(1).result());
  }

  /** Allocate so many pages on a CPU, or free one of those that are held. */
  private record Step(boolean grow, int order, int cpu, int which) {
    static Step draw(SplittableRandom random) {
      return new Step(
          random.nextInt(100) < 56,
          random.nextInt(8),
          random.nextInt(CPUS),
          random.nextInt(1 << 20));
    }
  }

  @Test
  void pagesAreConservedAndNeverGivenTwice() {
    new Property<>(
            Step::draw, (setting, steps) -> new IovaAllocatorTest().conserves(steps, END, false))
        .check(10, 2_000);
  }

  @Test
  void aSpaceThatWasFullIsWholeAgainWhenAllIsFreed() {
    new Property<>(
            Step::draw, (setting, steps) -> new IovaAllocatorTest().conserves(steps, 256, true))
        .check(20, 150);
  }

  private void conserves(List<Step> steps, long end, boolean mayBeFull) {
    StatGroup counts = new StatGroup("under");
    IovaAllocator under = allocator(end, counts);
    TreeMap<Long, Long> out = new TreeMap<>();
    List<IovaRequest> held = new ArrayList<>();
    for (Step step : steps) {
      if (step.grow) {
        IovaRequest request = new IovaRequest();
        long pages = 1L << step.order;
        allocate(under, step.cpu, pages, request);
        if (threads.get(step.cpu).result() == Errno.ENOMEM) {
          assertTrue(mayBeFull, "no room");
          continue;
        }
        assertDisjoint(out, request.pfn(), pages);
        out.put(request.pfn(), pages);
        held.add(request);
      } else if (!held.isEmpty()) {
        free(under, step.cpu, out, held.remove(step.which % held.size()));
      }
    }
    assertEquals(held.size(), under.inUse());
    assertEquals(List.of(), counts.laws().broken());
    for (IovaRequest request : held) {
      free(under, 0, out, request);
    }
    assertEquals(0, under.inUse());
    for (long pages = 64; mayBeFull && pages < end; pages += 64) {
      allocate(under, 0, 64, new IovaRequest());
      assertEquals(0, threads.get(0).result());
    }
  }

  private void free(IovaAllocator to, int cpu, Map<Long, Long> out, IovaRequest request) {
    request.give(cpu, request.pfn(), out.remove(request.pfn()));
    run(cpu, to.free(), request);
  }

  private static void assertDisjoint(NavigableMap<Long, Long> out, long pfn, long pages) {
    var below = out.floorEntry(pfn + pages - 1);
    assertTrue(below == null || below.getKey() + below.getValue() <= pfn, "overlaps at " + pfn);
  }
}
