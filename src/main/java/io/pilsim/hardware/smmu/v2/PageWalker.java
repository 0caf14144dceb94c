package io.pilsim.hardware.smmu.v2;

import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.Counter;
import io.pilsim.engine.stats.Latency;
import io.pilsim.engine.stats.Level;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.engine.stats.Unit;
import io.pilsim.hardware.smmu.InvalidationLog;
import io.pilsim.hardware.smmu.SetAssociative;
import io.pilsim.hardware.smmu.TablePort;
import io.pilsim.hardware.smmu.WayPicker;

/**
 * Walks translation tables, one dependent read per level, with a bounded number of walks at once;
 * who gets a slot is told by {@link WalkSlots}.
 *
 * <p><b>Models:</b> stage 1, stage 2 and both nested; any granule; blocks and contiguous groups;
 * walk caches per level and stage, and the cache of intermediate addresses for nested walks;
 * translation, access flag, address size and external faults; set-up, cache search, slot and read
 * times. A nested entry covers the smaller of the two leaves. Permissions are found, not enforced.
 * Where a sync does not wait for walks, one that an invalidation concerns is made again.
 *
 * <p><b>Does not model:</b> hardware update of the access flag, hierarchical permissions.
 *
 * <p>Source: Arm ARM DDI 0487, VMSAv8-64 translation table lookup; MMU-500 TRM DDI 0517 2.4 for the
 * caches.
 */
final class PageWalker {
  private final long setupPs;
  private final long lookupPs;
  private final long outputLimit;
  private final boolean drained;
  private final TablePort tables;
  private final Simulator sim;
  private final WalkSlots slots;
  private final Stage1 stage1;
  private final Stage2 stage2;
  private final ContextBank[] banks;
  private final InvalidationLog invalidations;
  private final TimeSpent timeSpent;
  private final Places inProgress;
  private final WalkTimeline timeline;

  private final Counter walks;
  private final Counter pteReads;
  private final Counter translations;
  private final Counter faults;
  private final Latency walkTime;
  private final Latency walkWait;
  private final Level waiting;
  private final Level outstanding;

  PageWalker(WalkerParams params, int outputBits, TablePort tables, Shared shared) {
    this.setupPs = shared.clock.toPs(params.setup());
    this.lookupPs = shared.clock.toPs(params.lookup());
    this.outputLimit = 1L << outputBits;
    this.drained = params.drained();
    this.tables = tables;
    this.sim = shared.sim;
    this.slots = new WalkSlots(params.slots(), sim);
    this.banks = shared.banks;
    this.timeSpent = shared.timeSpent;
    this.invalidations = shared.invalidations;
    this.inProgress = new Places(params.slots());
    this.timeline = new WalkTimeline(params.slots(), sim, shared.stats.path());
    WayPicker random = shared.random;
    StatGroup smmu = shared.stats;
    StatGroup tcu = smmu.child("tcu");
    StatGroup caches = tcu.child("walk_cache");
    this.stage1 =
        new Stage1(this, new WalkCache("s1", params.stage1(), random, caches), invalidations);
    this.stage2 =
        new Stage2(
            this,
            new WalkCache("s2", params.stage2(), random, caches),
            params.ipaCache().map(p -> new SetAssociative(p, 2, random, tcu.child("ipa_cache"))),
            invalidations);
    this.walks = smmu.counter("walks", "walks requested");
    this.pteReads = smmu.counter("pte_reads", "table entries read by walks");
    this.translations = smmu.counter("walks_translated", "walks that found a page or a block");
    this.faults = smmu.counter("walks_faulted", "walks that found none");
    this.walkTime = smmu.latency("walk_time", "request to result, queueing included");
    this.walkWait = smmu.latency("walk_wait", "request to slot");
    this.waiting = smmu.level("walks_waiting", Unit.COUNT, "walks that wait for a slot", sim);
    this.outstanding = smmu.level("walks_outstanding", Unit.COUNT, "walks not over", sim);
    smmu.laws().little("walks that wait", waiting, walkWait);
    smmu.laws().little("walks", outstanding, walkTime);
    smmu.laws()
        .equal(
            "walks = translated + faulted",
            walks::value,
            () -> translations.value() + faults.value());
  }

  /** Has the walk take the registers of its bank. */
  void readRegisters(Walk walk) {
    walk.readRegisters(banks);
  }

  /** Ends in {@link Walk#walked}. */
  void walk(Walk walk) {
    walks.increment();
    waiting.add(1);
    outstanding.add(1);
    walk.requestedPs = sim.nowPs();
    walk.sincePs = walk.requestedPs;
    walk.fault = FaultKind.NONE;
    walk.faultInStage2 = false;
    walk.stale = false;
    walk.step = Walk.Step.GRANTED;
    slots.acquire(walk);
  }

  /** Waits for the walks that have begun, if a sync is to. */
  void drain(Places.Drain older) {
    if (drained) {
      inProgress.drainAll(older);
    } else {
      older.drained();
    }
  }

  void invalidate(Invalidation command) {
    stage1.invalidate(command);
    stage2.invalidate(command);
  }

  void advance(Walk walk) {
    if (walk.isDemanded()) {
      timeSpent.step(walk, sim.nowPs());
    }
    switch (walk.step) {
      case GRANTED -> {
        waiting.add(-1);
        walkWait.record(sim.nowPs() - walk.requestedPs);
        walk.place = inProgress.take();
        timeline.begin(walk);
        spend(walk, setupPs + lookupPs, Walk.Step.SET_UP);
      }
      case SET_UP -> begin(walk);
      case LOOK_UP_STAGE2 -> stage2.lookUp(walk);
      case READ_STAGE1 -> {
        timeline.end(walk);
        stage1.decode(walk);
      }
      case READ_STAGE2 -> {
        timeline.end(walk);
        stage2.decode(walk);
      }
      case NOT_WALKING -> throw new IllegalStateException("not walking");
    }
  }

  private void begin(Walk walk) {
    walk.sequence = invalidations.next();
    walk.readRegisters(banks); // again: they may have changed while it waited
    if (!walk.bank.isEnabled()) {
      translations.increment();
      walk.passThrough();
      end(walk);
    } else if (walk.registers.type() == ContextType.STAGE2) {
      walk.permissions = Permissions.NO_STAGE1;
      walk.pageBits = Long.SIZE;
      walk.intermediate = walk.input;
      walk.forTable = false;
      stage2.lookUp(walk);
    } else {
      stage1.begin(walk);
    }
  }

  /** Has stage 2 translate the address of a table entry, or the output of stage 1. */
  void translateFurther(Walk walk, long intermediate, boolean forTable) {
    walk.intermediate = intermediate;
    walk.forTable = forTable;
    spend(walk, lookupPs, Walk.Step.LOOK_UP_STAGE2);
  }

  /** Stage 2 has translated what it was given, by a page of 2^bits bytes. */
  void translatedFurther(Walk walk, long output, int bits, long permissions) {
    if (!walk.forTable) {
      walk.permissions |= permissions;
      walk.pageBits = Math.min(walk.pageBits, bits);
      succeed(walk, output, walk.level2);
    } else if (Permissions.stage2Allows(permissions, false)) {
      stage1.entryKnown(walk, output, bits);
    } else {
      failStage2(walk, FaultKind.PERMISSION, Permissions.level2(permissions));
    }
  }

  boolean isTooLarge(long output) {
    return output >= outputLimit;
  }

  void read(Walk walk, long at, Walk.Step then) {
    pteReads.increment();
    walk.step = then;
    timeline.reads(walk);
    tables.readEntry(at, walk);
  }

  private void spend(Walk walk, long durationPs, Walk.Step then) {
    walk.step = then;
    if (sim.tryAdvance(durationPs)) {
      advance(walk);
    } else {
      sim.after(durationPs, walk);
    }
  }

  void succeed(Walk walk, long output, int level) {
    if (isTooLarge(output)) {
      fail(walk, FaultKind.ADDRESS_SIZE, level);
      return;
    }
    walk.stale = invalidations.coverLeaf(walk.sequence, walk.input, walk.pageBits, walk.tag());
    if (walk.stale && !drained) {
      walk.stale = false;
      spend(walk, lookupPs, Walk.Step.SET_UP); // no sync waits for it: what it found may be gone
      return;
    }
    translations.increment();
    walk.output = output & -(1L << walk.pageBits);
    end(walk);
  }

  /** A fault that the bank of stage 2 records. */
  void failStage2(Walk walk, FaultKind fault, int level) {
    walk.faultInStage2 = true;
    fail(walk, fault, level);
  }

  void fail(Walk walk, FaultKind fault, int level) {
    faults.increment();
    walk.fault = fault;
    walk.faultLevel = level;
    end(walk);
  }

  private void end(Walk walk) {
    walkTime.record(sim.nowPs() - walk.requestedPs);
    outstanding.add(-1);
    timeline.end(walk);
    walk.step = Walk.Step.NOT_WALKING;
    slots.release();
    walk.walked();
    inProgress.leave(walk.place);
  }
}
