package io.pilsim.hardware.smmu.v3;

import io.pilsim.engine.stats.Counter;
import io.pilsim.hardware.smmu.Descriptor;
import io.pilsim.hardware.smmu.LeafAttributes;
import io.pilsim.hardware.smmu.TableGeometry;

/**
 * What walks of both stages have in common: the walk cache is probed from the last level up to the
 * root, one level after the other; from the deepest entry found, or from the root, one dependent
 * read follows another, each with a cycle of the walk arbiter after it.
 */
abstract class StageWalk {
  private final WalkCache cache;
  private final RequestPort port;
  private final Permits arbiter;
  private final Counter tableReads;
  private final long cyclePs;
  private final InFlight inFlight;
  private final Steps steps;

  /** What a walk of one stage waits for. */
  record Steps(Step probed, Step ready, Step sent, Step read, Step decoded) {}

  StageWalk(
      WalkCache cache,
      RequestPort port,
      Permits arbiter,
      Circuit circuit,
      Counter tableReads,
      Steps steps) {
    this.cache = cache;
    this.port = port;
    this.arbiter = arbiter;
    this.tableReads = tableReads;
    this.cyclePs = circuit.cyclePs();
    this.inFlight = circuit.inFlight();
    this.steps = steps;
  }

  abstract Walk.Place place(Transaction t);

  abstract long input(Transaction t);

  /** What the input belongs to. */
  abstract long tag(Transaction t);

  abstract TableGeometry geometry(Transaction t);

  /** Width of the addresses that come out. */
  abstract int outputBits(Transaction t);

  /** The walk cache knows nothing: find the root table, then {@link #begin}. */
  abstract void toRoot(Transaction t);

  /** The walk cache knew the page or block. */
  abstract void leafKnown(Transaction t);

  /** The place holds the next table. */
  abstract void tableFound(Transaction t);

  /** The place holds a page or block, read from this descriptor. */
  abstract void leafFound(Transaction t, long descriptor);

  abstract void fail(Transaction t, Fault why);

  final void probeFromLastLevel(Transaction t) {
    place(t).level = TableGeometry.LAST_LEVEL;
    probe(t);
  }

  private void probe(Transaction t) {
    Walk.Place place = place(t);
    int root = geometry(t).rootLevel();
    while (place.level >= root && !cache.keeps(place.level)) {
      place.level--;
    }
    if (place.level < root) {
      toRoot(t);
    } else {
      cache.read(t, steps.probed);
    }
  }

  final void probed(Transaction t) {
    Walk.Place place = place(t);
    if (!cache.lookup(input(t), tag(t), place)) {
      place.level--;
      probe(t);
    } else if (place.leaf) {
      leafKnown(t);
    } else {
      begin(t, place.level + 1, place.output);
    }
  }

  /** Reads tables from this one on. */
  final void begin(Transaction t, int level, long table) {
    place(t).level = level;
    place(t).table = table;
    t.hold(arbiter, cyclePs, steps.ready);
  }

  final void ready(Transaction t) {
    arbiter.release();
    port.enterRead(t, steps.sent);
  }

  final void sent(Transaction t) {
    Walk.Place place = place(t);
    t.tableReads++;
    tableReads.increment();
    t.walk.fetchAddress = geometry(t).entryAddress(place.table, input(t), place.level);
    port.sendRead(t, t.walk.fetchAddress, steps.read);
  }

  final void read(Transaction t) {
    t.hold(arbiter, cyclePs, steps.decoded);
  }

  final void decoded(Transaction t) {
    arbiter.release();
    if (t.isAborted()) {
      fail(t, Fault.WALK_ABORT);
      return;
    }
    Walk.Place place = place(t);
    TableGeometry geometry = geometry(t);
    long descriptor = t.word();
    switch (Descriptor.kind(geometry, descriptor, place.level)) {
      case INVALID -> fail(t, Fault.TRANSLATION);
      case TABLE -> {
        place.leaf = false;
        place.output = Descriptor.nextTable(geometry, descriptor);
        place.pageBits = Long.numberOfTrailingZeros(geometry.entrySize(place.level));
        checkTable(t);
      }
      case LEAF -> {
        long size = Descriptor.leafSize(geometry, descriptor, place.level);
        place.leaf = true;
        place.output = Descriptor.outputAddress(geometry, descriptor, 0, place.level) & -size;
        place.pageBits = Long.numberOfTrailingZeros(size);
        checkLeaf(t, descriptor);
      }
    }
  }

  private void checkTable(Transaction t) {
    if (isTooLarge(t)) {
      fail(t, Fault.ADDRESS_SIZE);
    } else {
      tableFound(t);
    }
  }

  private void checkLeaf(Transaction t, long descriptor) {
    if (isTooLarge(t)) {
      fail(t, Fault.ADDRESS_SIZE);
    } else if (!LeafAttributes.isAccessed(descriptor)) {
      fail(t, Fault.ACCESS_FLAG);
    } else {
      leafFound(t, descriptor);
    }
  }

  private boolean isTooLarge(Transaction t) {
    return place(t).output >>> outputBits(t) != 0;
  }

  /** Down by one level, to the table that the place holds. */
  final void descend(Transaction t) {
    Walk.Place place = place(t);
    place.level++;
    place.table = place.output;
    port.enterRead(t, steps.sent);
  }

  final boolean keeps(int level) {
    return cache.keeps(level);
  }

  final WalkCache cache() {
    return cache;
  }

  final void keep(Transaction t, Step then) {
    cache.write(t, then);
  }

  final void kept(Transaction t, Walk.Place place) {
    if (inFlight.mayKeep(t, input(t), place.pageBits, tag(t), place.leaf)) {
      cache.fill(input(t), tag(t), place);
    } else {
      cache.leave();
    }
  }
}
