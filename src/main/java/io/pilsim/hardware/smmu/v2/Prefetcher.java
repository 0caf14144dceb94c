package io.pilsim.hardware.smmu.v2;

import io.pilsim.engine.stats.Counter;
import io.pilsim.engine.stats.StatGroup;
import java.util.ArrayDeque;

/**
 * Fetches the page after one that was walked for, or was fetched ahead and is now used for the
 * first time.
 *
 * <p><b>Models:</b> one page of 4 KiB or 64 KiB ahead, for banks that ask for it, with the quality
 * of service of what triggered it; walks that compete with all others; nothing when the page ahead
 * is there or no walk is free.
 *
 * <p><b>Does not model:</b> a buffer of its own, whose depth is unpublished: what is fetched goes
 * into the macro TLB.
 *
 * <p>Source: MMU-500 TRM DDI 0517, 2.3.5, and its list of features (timing.md 1.1).
 */
final class Prefetcher {
  private final Tcu tcu;
  private final PageWalker walker;
  private final ArrayDeque<Ahead> idle = new ArrayDeque<>();
  private final Counter prefetches;
  private final Counter uses;

  Prefetcher(int walks, Tcu tcu, PageWalker walker, StatGroup stats) {
    this.tcu = tcu;
    this.walker = walker;
    for (int i = 0; i < walks; i++) {
      idle.addLast(new Ahead(walker));
    }
    this.prefetches = stats.counter("prefetches", "pages fetched ahead");
    this.uses = stats.counter("prefetches_used", "those of them that a miss found");
    stats.laws().atMost("prefetches used <= prefetches", uses::value, prefetches::value);
  }

  /** A page that was fetched ahead has been used for the first time. */
  void used(Walk trigger) {
    uses.increment();
    mayFetch(trigger);
  }

  /** Fetches the page after the one that a miss was answered with. */
  void mayFetch(Walk trigger) {
    long next = (trigger.input & -(1L << trigger.pageBits)) + (1L << trigger.pageBits);
    if (trigger.registers.prefetch()
        && (trigger.pageBits == 12 || trigger.pageBits == 16)
        && trigger.registers.geometry().inRange(next)
        && !tcu.holds(next, trigger.tag(), trigger.inputTag())
        && !idle.isEmpty()) {
      prefetches.increment();
      Ahead ahead = idle.pollLast();
      ahead.aim(trigger.bank, next);
      ahead.qos = trigger.qos;
      ahead.readRegistersOf(trigger);
      walker.walk(ahead);
    }
  }

  private final class Ahead extends Walk {
    Ahead(PageWalker walker) {
      super(walker);
    }

    @Override
    boolean isDemanded() {
      return false;
    }

    @Override
    void walked() {
      tcu.fetchedAhead(this);
      idle.addLast(this);
    }

    @Override
    void resume(long nowPs) {
      throw new IllegalStateException("waits for nothing but its walk");
    }
  }
}
