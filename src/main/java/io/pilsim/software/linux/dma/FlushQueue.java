package io.pilsim.software.linux.dma;

import io.pilsim.engine.Event;
import io.pilsim.engine.Phase;
import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.Counter;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.software.linux.iommu.TlbGather;
import io.pilsim.software.linux.iommu.TlbInvalidation;
import io.pilsim.software.linux.iova.IovaAllocator;
import io.pilsim.software.routine.Lock;
import io.pilsim.software.routine.Routine;
import io.pilsim.software.routine.SoftThread;
import io.pilsim.software.routine.SpinLock;

/**
 * Unmapped ranges that wait until one flush of everything covers many of them.
 *
 * <p><b>Models:</b> a ring for each CPU, or one for all; a flush when a ring is full, or when the
 * timer is due that the first waiting range has started; ranges given back by whoever comes next
 * after the flush that covers them.
 *
 * <p><b>Does not model:</b> pages of removed tables, which are given back at once here.
 *
 * <p>Source: Linux 6.18, drivers/iommu/dma-iommu.c (flow.md 3.7).
 */
public final class FlushQueue {
  private final DmaParams params;
  private final FlushRing[] rings;
  private final SpinLock[] locks;
  private final Exposure exposure;
  private final Simulator sim;
  private final SoftThread timerThread;
  private final FlushWork timerWork;
  private final Routine<FlushWork> timeout;
  private final Routine<FlushWork> add;
  private final Timer timer = new Timer();
  private final TimerDone timerDone = new TimerDone();
  private long started;
  private long finished;
  private boolean timerArmed;
  private boolean timerBusy;

  private final Counter queued;
  private final Counter freed;
  private final Counter flushes;
  private final Counter timeouts;

  /**
   * @param ringCount one for each CPU, or a single one
   * @param timerThread that works when the timer is due
   * @param timerGather its own
   * @param stats the group {@code flush_queue}
   * @param lockStats where the statistics of the rings' locks go
   */
  public FlushQueue(
      DmaParams params,
      int ringCount,
      TlbInvalidation tlb,
      IovaAllocator iovas,
      Exposure exposure,
      SoftThread timerThread,
      TlbGather timerGather,
      Simulator sim,
      StatGroup stats,
      StatGroup lockStats) {
    this.params = params;
    this.exposure = exposure;
    this.sim = sim;
    this.timerThread = timerThread;
    this.timerWork = new FlushWork(timerGather);
    this.rings = new FlushRing[ringCount];
    this.locks = new SpinLock[ringCount];
    for (int i = 0; i < ringCount; i++) {
      rings[i] = new FlushRing(params.queueEntries());
      locks[i] = new SpinLock("fq", sim, lockStats.child("fq" + i));
    }
    this.queued = stats.counter("queued", "ranges left to a later flush");
    this.freed = stats.counter("freed", "ranges given back after theirs");
    this.flushes = stats.counter("flushes", "flushes of everything");
    this.timeouts = stats.counter("timeouts", "those that the timer began");
    stats.laws().equal("queued = freed + waiting", queued::value, () -> freed.value() + waiting());
    Routine<FlushWork> flush =
        Routine.<FlushWork>named("flush_iotlb")
            .act("start", this::startFlush)
            .call(tlb.flushAll(), work -> work.gather)
            .act("finish", this::finishFlush)
            .build();
    Routine<FlushWork> freeOne =
        Routine.<FlushWork>named("free_one")
            .act("take", this::takeFirst)
            .call(iovas.free(), work -> work.range)
            .build();
    Routine<FlushWork> flushFull =
        Routine.<FlushWork>named("ring_full")
            .call(flush, work -> work)
            .callWhile(this::hasFlushed, freeOne, work -> work)
            .build();
    this.add =
        Routine.<FlushWork>named("queue_iova")
            .acquire("fq", this::lock)
            .callWhile(this::hasFlushed, freeOne, work -> work)
            .callWhile(work -> rings[work.ring].isFull(), flushFull, work -> work)
            .compute("add", params.queueAdd())
            .act("add_now", this::addNow)
            .release("fq", this::lock)
            .act("arm_timer", this::armTimer)
            .build();
    Routine<FlushWork> oneRing =
        Routine.<FlushWork>named("ring")
            .acquire("fq", this::lock)
            .callWhile(this::hasFlushed, freeOne, work -> work)
            .release("fq", this::lock)
            .act("next_ring", FlushQueue::nextRing)
            .build();
    this.timeout =
        Routine.<FlushWork>named("fq_timeout")
            .act("disarm", this::disarm)
            .call(flush, work -> work)
            .callWhile(work -> work.ring < ringCount, oneRing, work -> work)
            .build();
  }

  /** Leaves a range to a later flush. */
  Routine<FlushWork> add() {
    return add;
  }

  /** The ring that a CPU uses. */
  int ringOf(int cpu) {
    return rings.length == 1 ? 0 : cpu % rings.length;
  }

  /** Ranges that wait now. */
  public long waiting() {
    long sum = 0;
    for (FlushRing each : rings) {
      sum += each.size();
    }
    return sum;
  }

  private Lock lock(FlushWork work) {
    return locks[work.ring];
  }

  private boolean hasFlushed(FlushWork work) {
    return rings[work.ring].isFirstFlushed(finished);
  }

  private int takeFirst(FlushWork work) {
    FlushRing ring = rings[work.ring];
    work.range.give(work.gather.core(), ring.firstPfn(), ring.firstPages());
    ring.removeFirst();
    freed.increment();
    return 0;
  }

  private int startFlush(FlushWork work) {
    started++;
    flushes.increment();
    return 0;
  }

  private int finishFlush(FlushWork work) {
    finished++;
    for (FlushRing each : rings) {
      each.noteFlushed(finished, sim.nowPs(), exposure);
    }
    return 0;
  }

  private int addNow(FlushWork work) {
    rings[work.ring].add(work.pfn, work.pages, started, sim.nowPs());
    exposure.begins(work.heldBytes);
    queued.increment();
    return 0;
  }

  private int armTimer(FlushWork work) {
    if (!timerArmed) {
      timerArmed = true;
      sim.after(params.queueTimeout().fixedPs(), timer);
    }
    return 0;
  }

  private int disarm(FlushWork work) {
    timerArmed = false;
    timeouts.increment();
    work.ring = 0;
    return 0;
  }

  private static int nextRing(FlushWork work) {
    work.ring++;
    return 0;
  }

  /** The timer is due: its work runs as soon as the thread has its core. */
  private final class Timer extends Event {
    Timer() {
      super(Phase.ISSUE);
    }

    @Override
    protected void fire(long nowPs) {
      if (timerBusy) {
        sim.after(params.queueTimeout().fixedPs(), this);
        return;
      }
      timerBusy = true;
      timerThread.start(timeout, timerWork, timerDone);
    }
  }

  /** The timer's work is over. */
  private final class TimerDone extends Event {
    TimerDone() {
      super(Phase.ISSUE);
    }

    @Override
    protected void fire(long nowPs) {
      timerBusy = false;
    }
  }
}
