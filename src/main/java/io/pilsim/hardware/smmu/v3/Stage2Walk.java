package io.pilsim.hardware.smmu.v3;

import static io.pilsim.hardware.smmu.SetAssociative.NONE;

import io.pilsim.engine.stats.Counter;
import io.pilsim.hardware.smmu.SetAssociative;
import io.pilsim.hardware.smmu.TableGeometry;

/**
 * Stage 2, for a device's address, for the output of stage 1, or for the tables and descriptors of
 * stage 1. The IPA cache serves all of them, the walk cache the first two unless told otherwise.
 */
final class Stage2Walk extends StageWalk {
  private static final Steps STEPS =
      new Steps(
          Step.STAGE2_PROBED,
          Step.STAGE2_READY,
          Step.STAGE2_SENT,
          Step.STAGE2_READ,
          Step.STAGE2_DECODED);

  private final CacheStage ipaCache;
  private final InFlight inFlight;
  private final boolean nonFinalUsesWalkCache;

  Stage2Walk(
      WalkCache cache,
      CacheStage ipaCache,
      boolean nonFinalUsesWalkCache,
      RequestPort port,
      Permits arbiter,
      Circuit circuit,
      Counter tableReads) {
    super(cache, port, arbiter, circuit, tableReads, STEPS);
    this.ipaCache = ipaCache;
    this.inFlight = circuit.inFlight();
    this.nonFinalUsesWalkCache = nonFinalUsesWalkCache;
  }

  @Override
  Walk.Place place(Transaction t) {
    return t.walk.stage2;
  }

  @Override
  long input(Transaction t) {
    return t.walk.stage2Input;
  }

  @Override
  long tag(Transaction t) {
    return t.context.tag2;
  }

  @Override
  TableGeometry geometry(Transaction t) {
    return t.context.stage2Geometry;
  }

  @Override
  int outputBits(Transaction t) {
    return t.context.stage2OutputBits;
  }

  void translate(Transaction t, long input, Walk.For purpose) {
    t.walk.stage2Input = input;
    t.walk.stage2For = purpose;
    if (!geometry(t).inRange(input)) {
      fail(t, Fault.TRANSLATION);
    } else if (ipaCache.enabled) {
      ipaCache.read(t, Step.IPA_READ);
    } else {
      search(t);
    }
  }

  void ipaRead(Transaction t) {
    int index = ipaCache.lookup(input(t), Tags.space(tag(t)), Tags.owner(tag(t)));
    if (index == NONE) {
      search(t);
    } else {
      t.walk.stage2Result.load(ipaCache.cache, index);
      done(t);
    }
  }

  private void search(Transaction t) {
    if (usesWalkCache(t)) {
      probeFromLastLevel(t);
    } else {
      toRoot(t);
    }
  }

  @Override
  void toRoot(Transaction t) {
    begin(t, geometry(t).rootLevel(), t.context.stage2Table);
  }

  @Override
  void leafKnown(Transaction t) {
    Walk.Place place = t.walk.stage2;
    t.walk.stage2Result.set(place.output, place.pageBits, place.permissions);
    found(t);
  }

  @Override
  void tableFound(Transaction t) {
    keepOrGoOn(t);
  }

  @Override
  void leafFound(Transaction t, long descriptor) {
    Walk.Place place = t.walk.stage2;
    place.permissions = Permissions.stage2(descriptor);
    if (!Permissions.allow(place.permissions, t.write && t.walk.stage2IsFinal(), false)) {
      fail(t, Fault.PERMISSION);
    } else {
      t.walk.stage2Result.set(place.output, place.pageBits, place.permissions);
      keepOrGoOn(t);
    }
  }

  private void keepOrGoOn(Transaction t) {
    if (usesWalkCache(t) && keeps(t.walk.stage2.level)) {
      keep(t, Step.STAGE2_KEPT);
    } else {
      goOn(t);
    }
  }

  void kept(Transaction t) {
    kept(t, t.walk.stage2);
    goOn(t);
  }

  private void goOn(Transaction t) {
    if (t.walk.stage2.leaf) {
      found(t);
    } else {
      descend(t);
    }
  }

  private void found(Transaction t) {
    if (ipaCache.enabled) {
      ipaCache.write(t, Step.IPA_WRITTEN);
    } else {
      done(t);
    }
  }

  void ipaWritten(Transaction t) {
    Leaf leaf = t.walk.stage2Result;
    if (inFlight.mayKeep(t, input(t), leaf.pageBits, tag(t), true)) {
      SetAssociative cache = ipaCache.cache;
      int index = cache.fill(input(t), leaf.pageBits, Tags.space(tag(t)), Tags.owner(tag(t)));
      leaf.store(cache, index, false);
    }
    ipaCache.slots.release();
    done(t);
  }

  private void done(Transaction t) {
    TranslationControl smmu = t.device.smmu;
    Leaf leaf = t.walk.stage2Result;
    if (!Permissions.allow(leaf.permissions, t.write && t.walk.stage2IsFinal(), false)) {
      fail(t, Fault.PERMISSION);
      return;
    }
    switch (t.walk.stage2For) {
      case CONTEXT_DESCRIPTOR -> smmu.config.contextAt(t, leaf.output(input(t)));
      case ROOT_TABLE -> smmu.walker.stage1.rootAt(t, leaf.output(input(t)));
      case NEXT_TABLE -> smmu.walker.stage1.nextAt(t, leaf.output(input(t)));
      case LEAF -> smmu.walker.stage1.leafAt(t, leaf);
      case WHOLE -> {
        t.result.set(leaf.base, leaf.pageBits, leaf.permissions);
        smmu.walked(t);
      }
    }
  }

  SetAssociative ipaCache() {
    return ipaCache.cache;
  }

  private boolean usesWalkCache(Transaction t) {
    return t.walk.stage2IsFinal() || nonFinalUsesWalkCache;
  }

  @Override
  void fail(Transaction t, Fault why) {
    t.walk.faultInStage2 = true;
    TranslationControl smmu = t.device.smmu;
    if (t.walk.stage2For == Walk.For.CONTEXT_DESCRIPTOR) {
      smmu.config.fail(t, why);
    } else {
      t.result.fail(why);
      smmu.walked(t);
    }
  }
}
