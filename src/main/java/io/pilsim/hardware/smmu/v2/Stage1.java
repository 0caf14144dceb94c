package io.pilsim.hardware.smmu.v2;

import static io.pilsim.hardware.smmu.SetAssociative.NONE;

import io.pilsim.hardware.smmu.Descriptor;
import io.pilsim.hardware.smmu.InvalidationLog;
import io.pilsim.hardware.smmu.LeafAttributes;
import io.pilsim.hardware.smmu.TableGeometry;

/** The steps of a walk through the tables of stage 1, and their walk cache. */
final class Stage1 {
  private final PageWalker walker;
  private final WalkCache cache;
  private final InvalidationLog invalidations;

  Stage1(PageWalker walker, WalkCache cache, InvalidationLog invalidations) {
    this.walker = walker;
    this.cache = cache;
    this.invalidations = invalidations;
  }

  void invalidate(Invalidation command) {
    if (!command.lastLevelOnly) {
      cache.invalidate(command);
    }
  }

  void begin(Walk walk) {
    ContextRegisters registers = walk.registers;
    TableGeometry geometry = registers.geometry();
    if (!geometry.inRange(walk.input)) {
      walker.fail(walk, FaultKind.TRANSLATION, geometry.rootLevel());
      return;
    }
    int found = cache.find(geometry, walk.input, walk.tag(), walk.inputTag());
    boolean cached = found != NONE;
    walk.level1 = cached ? found + 1 : geometry.rootLevel();
    walk.table1 = cached ? cache.found() : registers.ttbr0();
    walk.table1IsPhysical = cached || !walk.isNested();
    readEntry(walk);
  }

  private void readEntry(Walk walk) {
    long at = walk.registers.geometry().entryAddress(walk.table1, walk.input, walk.level1);
    if (walk.table1IsPhysical) {
      walker.read(walk, at, Walk.Step.READ_STAGE1);
    } else {
      walker.translateFurther(walk, at, true);
    }
  }

  void decode(Walk walk) {
    TableGeometry geometry = walk.registers.geometry();
    switch (walk.found(geometry, walk.level1)) {
      case INVALID -> walker.fail(walk, walk.whyInvalid(), walk.level1);
      case TABLE -> descend(walk, geometry, Descriptor.nextTable(geometry, walk.entry()));
      case LEAF -> {
        walk.setStage1Leaf(geometry);
        long output = Descriptor.outputAddress(geometry, walk.entry(), walk.input, walk.level1);
        if (!LeafAttributes.isAccessed(walk.entry())) {
          walker.fail(walk, FaultKind.ACCESS_FLAG, walk.level1);
        } else if (walk.isNested()) {
          walker.translateFurther(walk, output, false);
        } else {
          walk.permissions |= Permissions.NO_STAGE2;
          walker.succeed(walk, output, walk.level1);
        }
      }
    }
  }

  private void descend(Walk walk, TableGeometry geometry, long next) {
    boolean nested = walk.isNested();
    if (!nested && walker.isTooLarge(next)) {
      walker.fail(walk, FaultKind.ADDRESS_SIZE, walk.level1);
      return;
    }
    if (!nested) {
      fill(walk, geometry, walk.level1, next);
    }
    walk.table1 = next;
    walk.table1IsPhysical = !nested;
    walk.level1++;
    readEntry(walk);
  }

  private void fill(Walk walk, TableGeometry geometry, int level, long table) {
    int bits = Long.numberOfTrailingZeros(geometry.entrySize(level));
    if (!invalidations.coverTable(walk.sequence, walk.input, bits, walk.tag())) {
      cache.fill(level, bits, walk.input, walk.tag(), walk.inputTag(), table);
    }
  }

  /**
   * The entry's intermediate address has been translated, by a page of 2^bits bytes: its table is
   * remembered, unless stage 2 maps that in pieces.
   */
  void entryKnown(Walk walk, long output, int bits) {
    TableGeometry geometry = walk.registers.geometry();
    boolean wholeTable = 1L << bits >= geometry.tableBytes(walk.level1);
    if (walk.level1 > geometry.rootLevel() && wholeTable) {
      long table = output - (walk.intermediate - walk.table1);
      fill(walk, geometry, walk.level1 - 1, table);
    }
    walker.read(walk, output, Walk.Step.READ_STAGE1);
  }
}
