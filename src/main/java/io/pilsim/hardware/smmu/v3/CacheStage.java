package io.pilsim.hardware.smmu.v3;

import io.pilsim.engine.stats.StatGroup;
import io.pilsim.hardware.smmu.SetAssociative;
import io.pilsim.hardware.smmu.WayPicker;

/** A cache with the slots and the latency of its lookups. A fill takes a slot, but no time. */
final class CacheStage {
  final boolean enabled;
  final SetAssociative cache;
  final Permits slots;
  final long latencyPs;

  /**
   * One cache.
   *
   * @param wait what waiting for a slot is booked as
   */
  CacheStage(
      LookupParams params,
      int words,
      Circuit circuit,
      WayPicker random,
      Cause wait,
      StatGroup stats) {
    enabled = params.enabled();
    cache = new SetAssociative(params.cache(), words, random, stats);
    slots = circuit.permits(params.slots(), wait, stats.child("slots"));
    latencyPs = circuit.ps(params.latency());
  }

  /** Reads; goes on at {@code then} with a slot, when {@link #lookup} may be called. */
  void read(Transaction t, Step then) {
    t.hold(slots, latencyPs, then);
  }

  /** Goes on at {@code then} with a slot, which must be released after the fill. */
  void write(Transaction t, Step then) {
    t.hold(slots, 0, then);
  }

  /** Ends a read. Returns the index of the entry, or none. */
  int lookup(long address, long tagA, long tagB) {
    int index = cache.lookup(address, tagA, tagB);
    slots.release();
    return index;
  }
}
