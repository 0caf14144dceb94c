package io.pilsim.software.linux.iova;

import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.Counter;
import io.pilsim.engine.stats.Level;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.engine.stats.Unit;
import io.pilsim.hardware.cpu.TopologyParams;
import io.pilsim.software.linux.Errno;
import io.pilsim.software.routine.Cost;
import io.pilsim.software.routine.Lock;
import io.pilsim.software.routine.Routine;
import io.pilsim.software.routine.SpinLock;
import java.util.function.ToIntFunction;

/**
 * The allocator of I/O addresses of one domain, as rows.
 *
 * <p><b>Models:</b> ranges below 32 pages rounded up to a power of two and kept in per-CPU
 * magazines of six sizes; a depot under a lock of its own, trimmed while it has more magazines than
 * there are CPUs; the tree under one lock for everything else, and the lines of its nodes that go
 * from core to core; a failure answered by giving back all that is cached and one more try.
 *
 * <p><b>Does not model:</b> the worker that trims as a thread, a try below 4 GiB first.
 *
 * <p>Source: Linux 6.18, drivers/iommu/iova.c and dma-iommu.c (flow.md 3.7).
 */
public final class IovaAllocator {
  private static final int CLASSES = SizeClass.CLASSES;
  private static final int NOT_CACHED = SizeClass.NOT_CACHED;
  private static final String TOPOLOGY = "cpu.topology";

  private final IovaParams params;
  private final IovaRanges ranges;
  private final TreeLines lines;
  private final SizeClass[] classes = new SizeClass[CLASSES];
  private final SpinLock treeLock;
  private final SpinLock[] depotLocks = new SpinLock[CLASSES];
  private final DepotTrim trim;
  private final Routine<IovaRequest> allocate;
  private final Routine<IovaRequest> free;

  private final Counter allocations;
  private final Counter cacheHits;
  private final Counter treeSteps;
  private final Counter failures;
  private final Counter flushes;
  private final Level inUse;

  /**
   * @param topology of the cores, between which the lines of the tree move
   * @param startPfn the lowest page it may give
   * @param endPfn the page above the highest
   * @param locks where the statistics of its locks go
   */
  public IovaAllocator(
      IovaParams params,
      TopologyParams topology,
      long startPfn,
      long endPfn,
      int cpus,
      Simulator sim,
      StatGroup stats,
      StatGroup locks) {
    this.params = params;
    this.ranges = new IovaRanges(startPfn, endPfn);
    this.lines = new TreeLines(topology);
    this.trim = new DepotTrim(classes, ranges, cpus, params.trimDelay().fixedPs(), sim);
    this.treeLock = new SpinLock("iova_rbtree", sim, locks.child("iova_rbtree"));
    StatGroup depots = locks.child("iova_depot");
    for (int i = 0; i < CLASSES; i++) {
      classes[i] = new SizeClass(1L << i, cpus);
      depotLocks[i] = new SpinLock("iova_depot" + i, sim, depots.child("class" + i));
    }
    this.allocations = stats.counter("allocations", "ranges asked for");
    this.cacheHits = stats.counter("cache_hits", "ranges that a magazine gave");
    this.treeSteps = stats.counter("tree_steps", "ranges passed by searches of the tree");
    this.failures = stats.counter("failures", "ranges that could not be had");
    this.flushes = stats.counter("flushes", "times all magazines were given back to go on");
    this.inUse = stats.level("in_use", Unit.COUNT, "ranges handed out", sim);
    stats.laws().equal("ranges = handed out + cached", ranges::count, () -> inUse() + cached());
    stats.laws().equal("magazines hold ranges of the tree, each once", this::strays, () -> 0);
    stats.laws().equal("no range is somebody's twice at a time", ranges::handedTwice, () -> 0);
    this.allocate = allocateRoutine();
    this.free = freeRoutine();
  }

  /** Gives a range, or fails with ENOMEM. */
  public Routine<IovaRequest> allocate() {
    return allocate;
  }

  public Routine<IovaRequest> free() {
    return free;
  }

  /** Ranges that are handed out now. */
  public long inUse() {
    return inUse.value();
  }

  private long strays() {
    long sum = 0;
    for (SizeClass each : classes) {
      sum += each.strays(ranges);
    }
    return sum;
  }

  /** Ranges that magazines hold now. */
  public long cached() {
    long sum = 0;
    for (SizeClass each : classes) {
      sum += each.cached();
    }
    return sum;
  }

  private Routine<IovaRequest> allocateRoutine() {
    Routine<IovaRequest> tree =
        Routine.<IovaRequest>named("rbtree")
            .acquire(treeLock)
            .act("search", this::search)
            .work("own_lines", TOPOLOGY, this::linesPs)
            .work("pass_nodes", path(params.treeNode()), this::stepsPs)
            .compute("insert", params.treeAccess())
            .release(treeLock)
            .build();
    Routine<IovaRequest> flush =
        Routine.<IovaRequest>named("flush_rcaches")
            .acquire(treeLock)
            .act("flush", this::flush)
            .work("free_nodes", path(params.treeNode()), this::stepsPs)
            .release(treeLock)
            .build();
    return Routine.<IovaRequest>named("alloc_iova")
        .act("begin", this::begin)
        .compute("rcache", params.cacheAccess())
        .callIf(this::wantsDepot, exchange("depot_get", this::takeFromDepot), request -> request)
        .act("pop", this::pop)
        .callIf(IovaAllocator::isMissing, tree, request -> request)
        .callIf(IovaAllocator::isMissing, flush, request -> request)
        .callIf(IovaAllocator::isMissing, tree, request -> request)
        .act("end", this::allocated)
        .build();
  }

  private Routine<IovaRequest> freeRoutine() {
    Routine<IovaRequest> remove =
        Routine.<IovaRequest>named("rbtree")
            .acquire(treeLock)
            .act("remove", this::remove)
            .work("own_lines", TOPOLOGY, this::linesPs)
            .work("find", path(params.treeNode()), this::stepsPs)
            .compute("erase", params.treeAccess())
            .release(treeLock)
            .build();
    return Routine.<IovaRequest>named("free_iova")
        .act("begin", this::beginFree)
        .compute("rcache", params.cacheAccess())
        .callIf(this::isFull, exchange("depot_put", this::putIntoDepot), request -> request)
        .act("push", this::push)
        .callIf(request -> request.sizeClass == NOT_CACHED, remove, request -> request)
        .build();
  }

  private Routine<IovaRequest> exchange(String name, ToIntFunction<IovaRequest> way) {
    return Routine.<IovaRequest>named(name)
        .acquire("depot", this::depotLock)
        .compute("exchange", params.depotAccess())
        .act("swap", way)
        .release("depot", this::depotLock)
        .build();
  }

  private Lock depotLock(IovaRequest request) {
    return depotLocks[request.sizeClass];
  }

  private int begin(IovaRequest request) {
    allocations.increment();
    request.pfn = IovaRanges.NONE;
    request.pages = SizeClass.rounded(request.wanted());
    request.sizeClass = SizeClass.of(request.pages);
    return 0;
  }

  private boolean wantsDepot(IovaRequest request) {
    return request.sizeClass != NOT_CACHED
        && !classes[request.sizeClass].has(request.cpu())
        && classes[request.sizeClass].depotHas();
  }

  private int takeFromDepot(IovaRequest request) {
    SizeClass sizes = classes[request.sizeClass];
    if (sizes.depotHas() && !sizes.has(request.cpu())) {
      sizes.takeFromDepot(request.cpu());
    }
    return 0;
  }

  private int pop(IovaRequest request) {
    if (request.sizeClass != NOT_CACHED && classes[request.sizeClass].has(request.cpu())) {
      request.pfn = classes[request.sizeClass].pop(request.cpu(), request.limitPfn);
      if (request.pfn != IovaRanges.NONE) {
        cacheHits.increment();
      }
    }
    return 0;
  }

  private static boolean isMissing(IovaRequest request) {
    return request.pfn == IovaRanges.NONE;
  }

  private int search(IovaRequest request) {
    request.pfn = ranges.allocate(request.pages, request.limitPfn);
    request.steps = ranges.visited();
    treeSteps.add(request.steps);
    return 0;
  }

  private int flush(IovaRequest request) {
    long before = ranges.count();
    for (SizeClass each : classes) {
      each.flush(ranges);
    }
    flushes.increment();
    request.steps = (int) (before - ranges.count());
    return 0;
  }

  private int allocated(IovaRequest request) {
    if (isMissing(request)) {
      failures.increment();
      return Errno.ENOMEM;
    }
    inUse.add(1);
    ranges.handOut(request.pfn);
    return 0;
  }

  private int beginFree(IovaRequest request) {
    request.pages = SizeClass.rounded(request.wanted());
    request.sizeClass = SizeClass.of(request.pages);
    return 0;
  }

  private boolean isFull(IovaRequest request) {
    return request.sizeClass != NOT_CACHED && !classes[request.sizeClass].hasRoom(request.cpu());
  }

  private int putIntoDepot(IovaRequest request) {
    SizeClass sizes = classes[request.sizeClass];
    if (!sizes.hasRoom(request.cpu())) {
      sizes.putIntoDepot(request.cpu());
      trim.start();
    }
    return 0;
  }

  private int push(IovaRequest request) {
    if (request.sizeClass != NOT_CACHED) {
      ranges.takeBack(request.pfn);
      classes[request.sizeClass].push(request.cpu(), request.pfn);
      inUse.add(-1);
    }
    return 0;
  }

  private int remove(IovaRequest request) {
    request.steps = ranges.depth();
    if (!ranges.free(request.pfn)) {
      throw new IllegalStateException("freed twice: page " + request.pfn);
    }
    inUse.add(-1);
    return 0;
  }

  private long linesPs(IovaRequest request) {
    return lines.takePs(ranges, request.cpu());
  }

  private long stepsPs(IovaRequest request) {
    return params.treeNode().timesPs(request.steps);
  }

  private static String path(Cost cost) {
    return cost.modelPath();
  }
}
