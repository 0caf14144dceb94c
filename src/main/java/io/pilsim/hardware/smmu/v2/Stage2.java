package io.pilsim.hardware.smmu.v2;

import static io.pilsim.hardware.smmu.SetAssociative.NONE;

import io.pilsim.hardware.smmu.Descriptor;
import io.pilsim.hardware.smmu.InvalidationLog;
import io.pilsim.hardware.smmu.LeafAttributes;
import io.pilsim.hardware.smmu.SetAssociative;
import io.pilsim.hardware.smmu.TableGeometry;
import java.util.Optional;

/**
 * The steps of a walk through the tables of stage 2, their walk cache, and the cache of whole
 * intermediate addresses that nested walks use.
 */
final class Stage2 {
  private static final long FROM = ContextBank.FROM_INTERMEDIATE;

  private final PageWalker walker;
  private final WalkCache cache;
  private final Optional<SetAssociative> ipaCache;
  private final InvalidationLog invalidations;

  Stage2(
      PageWalker walker,
      WalkCache cache,
      Optional<SetAssociative> ipaCache,
      InvalidationLog invalidations) {
    this.walker = walker;
    this.cache = cache;
    this.ipaCache = ipaCache;
    this.invalidations = invalidations;
  }

  void invalidate(Invalidation command) {
    if (!command.lastLevelOnly) {
      cache.invalidate(command);
    }
    if (ipaCache.isPresent()) {
      command.removeFrom(ipaCache.get());
    }
  }

  void lookUp(Walk walk) {
    TableGeometry geometry = walk.stage2.geometry();
    if (!geometry.inRange(walk.intermediate)) {
      walker.failStage2(walk, FaultKind.TRANSLATION, geometry.rootLevel());
    } else if (!walk.isNested() || ipaCache.isEmpty() || !isCached(walk, ipaCache.get())) {
      int found = cache.find(geometry, walk.intermediate, walk.machineTag(), FROM);
      walk.level2 = found == NONE ? geometry.rootLevel() : found + 1;
      walk.table2 = found == NONE ? walk.stage2.ttbr0() : cache.found();
      readEntry(walk);
    }
  }

  private boolean isCached(Walk walk, SetAssociative ipas) {
    int entry = ipas.lookup(walk.intermediate, walk.machineTag(), FROM);
    if (entry == NONE) {
      return false;
    }
    long output = ipas.word(entry, 0) + walk.intermediate - ipas.base(entry);
    walker.translatedFurther(walk, output, ipas.pageBits(entry), ipas.word(entry, 1));
    return true;
  }

  private void readEntry(Walk walk) {
    TableGeometry geometry = walk.stage2.geometry();
    long at = geometry.entryAddress(walk.table2, walk.intermediate, walk.level2);
    walker.read(walk, at, Walk.Step.READ_STAGE2);
  }

  void decode(Walk walk) {
    TableGeometry geometry = walk.stage2.geometry();
    switch (walk.found(geometry, walk.level2)) {
      case INVALID -> walker.failStage2(walk, walk.whyInvalid(), walk.level2);
      case TABLE -> descend(walk, geometry, Descriptor.nextTable(geometry, walk.entry()));
      case LEAF -> {
        if (LeafAttributes.isAccessed(walk.entry())) {
          leaf(walk, geometry);
        } else {
          walker.failStage2(walk, FaultKind.ACCESS_FLAG, walk.level2);
        }
      }
    }
  }

  private void descend(Walk walk, TableGeometry geometry, long next) {
    if (walker.isTooLarge(next)) {
      walker.failStage2(walk, FaultKind.ADDRESS_SIZE, walk.level2);
      return;
    }
    int bits = Long.numberOfTrailingZeros(geometry.entrySize(walk.level2));
    long machine = walk.machineTag();
    if (!invalidations.coverTable(walk.sequence, walk.intermediate, bits, machine)) {
      cache.fill(walk.level2, bits, walk.intermediate, machine, FROM, next);
    }
    walk.table2 = next;
    walk.level2++;
    readEntry(walk);
  }

  private void leaf(Walk walk, TableGeometry geometry) {
    long leaf = walk.entry();
    long output = Descriptor.outputAddress(geometry, leaf, walk.intermediate, walk.level2);
    int bits = Long.numberOfTrailingZeros(Descriptor.leafSize(geometry, leaf, walk.level2));
    long permissions = Permissions.stage2(leaf, walk.level2);
    if (walk.isNested()
        && ipaCache.isPresent()
        && !invalidations.coverLeaf(walk.sequence, walk.intermediate, bits, walk.machineTag())) {
      SetAssociative ipas = ipaCache.get();
      int entry = ipas.fill(walk.intermediate, bits, walk.machineTag(), FROM);
      ipas.setWord(entry, 0, output & -(1L << bits));
      ipas.setWord(entry, 1, permissions);
    }
    walker.translatedFurther(walk, output, bits, permissions);
  }
}
