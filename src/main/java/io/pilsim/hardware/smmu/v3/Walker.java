package io.pilsim.hardware.smmu.v3;

import static io.pilsim.hardware.smmu.SetAssociative.NONE;

import io.pilsim.engine.stats.Counter;
import io.pilsim.engine.stats.StatGroup;
import java.util.List;

/**
 * Walks the tables of both stages.
 *
 * <p><b>Models:</b> stage 1, stage 2 and both nested; any granule; blocks and contiguous groups;
 * walk caches by stage and level, or one for all; the IPA cache; an arbiter that lets one walk take
 * its next step each cycle; translation, access flag and permission faults.
 *
 * <p><b>Does not model:</b> merging of walks that read the same entry, hardware update of the
 * access flag, the upper half of the address space (TTB1).
 *
 * <p>Source: Arm ARM DDI 0487, VMSAv8-64 translation table walk; timing of gem5 v24.0.0.1
 * src/dev/arm/smmu_v3_transl.cc.
 */
final class Walker {
  final Stage1Walk stage1;
  final Stage2Walk stage2;

  Walker(
      SmmuV3Params params,
      Circuit circuit,
      CacheStage ipaCache,
      RequestPort port,
      StatGroup tcu,
      Counter tableReads) {
    WalkCacheParams caches = params.walkCache();
    StatGroup stats = tcu.child("walk_cache");
    Permits cacheSlots =
        circuit.permits(caches.slots(), Cause.WALK_CACHE_WAIT, stats.child("slots"));
    Permits arbiter = circuit.permits(1, Cause.ARBITER_WAIT, tcu.child("walk_arbiter"));
    List<WalkCache> kept =
        WalkCache.ofBothStages(
            caches, circuit, cacheSlots, circuit.random("tcu.walk_cache"), stats);
    stage2 =
        new Stage2Walk(
            kept.get(1), ipaCache, caches.nonFinal(), port, arbiter, circuit, tableReads);
    stage1 = new Stage1Walk(kept.get(0), port, arbiter, circuit, stage2, tableReads);
  }

  void invalidate(Invalidation command) {
    command.removeFrom(stage1.cache());
    command.removeFrom(stage2.cache());
    command.removeFrom(stage2.ipaCache());
  }

  /** Whether a page or block of an address is kept. */
  boolean holds(long address, long tag) {
    return stage1.cache().holdsLeaf(address, tag)
        || stage2.cache().holdsLeaf(address, tag)
        || stage2.ipaCache().peek(address, Tags.space(tag), Tags.owner(tag)) != NONE;
  }

  /** Translates by the stages that the context asks for. */
  void walk(Transaction t) {
    if (t.context.stage1) {
      stage1.translate(t);
    } else {
      stage2.translate(t, t.address, Walk.For.WHOLE);
    }
  }
}
