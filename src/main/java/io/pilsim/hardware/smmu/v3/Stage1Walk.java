package io.pilsim.hardware.smmu.v3;

import io.pilsim.engine.stats.Counter;
import io.pilsim.hardware.smmu.TableGeometry;

/** Stage 1; where stage 2 is on too, it translates every table and the output. */
final class Stage1Walk extends StageWalk {
  private static final Steps STEPS =
      new Steps(
          Step.STAGE1_PROBED,
          Step.STAGE1_READY,
          Step.STAGE1_SENT,
          Step.STAGE1_READ,
          Step.STAGE1_DECODED);

  private final Stage2Walk stage2;
  private final boolean keepsIntermediate;

  Stage1Walk(
      WalkCache cache,
      RequestPort port,
      Permits arbiter,
      Circuit circuit,
      Stage2Walk stage2,
      Counter tableReads) {
    super(cache, port, arbiter, circuit, tableReads, STEPS);
    this.stage2 = stage2;
    this.keepsIntermediate = circuit.quirks().nestedLeafKeepsIntermediate();
  }

  @Override
  Walk.Place place(Transaction t) {
    return t.walk.stage1;
  }

  @Override
  long input(Transaction t) {
    return t.address;
  }

  @Override
  long tag(Transaction t) {
    return t.context.tag1;
  }

  @Override
  TableGeometry geometry(Transaction t) {
    return t.context.stage1Geometry;
  }

  @Override
  int outputBits(Transaction t) {
    return t.context.stage1OutputBits;
  }

  void translate(Transaction t) {
    if (geometry(t).inRange(t.address)) {
      probeFromLastLevel(t);
    } else {
      fail(t, Fault.TRANSLATION);
    }
  }

  @Override
  void toRoot(Transaction t) {
    if (t.context.stage2) {
      stage2.translate(t, t.context.stage1Table, Walk.For.ROOT_TABLE);
    } else {
      rootAt(t, t.context.stage1Table);
    }
  }

  /** The physical address of the root table is known. */
  void rootAt(Transaction t, long table) {
    begin(t, geometry(t).rootLevel(), table);
  }

  @Override
  void leafKnown(Transaction t) {
    Walk.Place place = t.walk.stage1;
    t.result.set(place.output, place.pageBits, place.permissions);
    if (t.isAllowedBy(place.permissions)) {
      t.device.smmu.walked(t);
    } else {
      fail(t, Fault.PERMISSION);
    }
  }

  @Override
  void tableFound(Transaction t) {
    if (t.context.stage2) {
      stage2.translate(t, t.walk.stage1.output, Walk.For.NEXT_TABLE);
    } else {
      nextAt(t, t.walk.stage1.output);
    }
  }

  /** The physical address of the next table is known. */
  void nextAt(Transaction t, long table) {
    Walk.Place place = t.walk.stage1;
    place.output = table;
    if (keeps(place.level)) {
      keep(t, Step.STAGE1_TABLE_KEPT);
    } else {
      descend(t);
    }
  }

  void tableKept(Transaction t) {
    kept(t, t.walk.stage1);
    descend(t);
  }

  @Override
  void leafFound(Transaction t, long descriptor) {
    Walk.Place place = t.walk.stage1;
    place.permissions = Permissions.stage1(descriptor);
    t.result.set(place.output, place.pageBits, place.permissions);
    if (!t.isAllowedBy(place.permissions)) {
      fail(t, Fault.PERMISSION);
    } else if (t.context.stage2) {
      stage2.translate(t, t.result.output(t.address), Walk.For.LEAF);
    } else {
      leafReady(t);
    }
  }

  /** Stage 2 has translated the output of stage 1. */
  void leafAt(Transaction t, Leaf other) {
    long physical = other.output(t.result.output(t.address));
    t.result.combine(physical, other.pageBits, other.permissions);
    leafReady(t);
  }

  private void leafReady(Transaction t) {
    if (keeps(t.walk.stage1.level)) {
      keep(t, Step.STAGE1_LEAF_KEPT);
    } else {
      t.device.smmu.walked(t);
    }
  }

  void leafKept(Transaction t) {
    Walk.Place place = t.walk.stage1;
    place.pageBits = t.result.pageBits;
    place.permissions = t.result.permissions;
    if (!keepsIntermediate) {
      place.output = t.result.base;
    }
    kept(t, place);
    t.device.smmu.walked(t);
  }

  @Override
  void fail(Transaction t, Fault why) {
    t.result.fail(why);
    t.device.smmu.walked(t);
  }
}
