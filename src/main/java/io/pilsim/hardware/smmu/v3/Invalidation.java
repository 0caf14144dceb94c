package io.pilsim.hardware.smmu.v3;

import io.pilsim.hardware.smmu.EntryMatch;
import io.pilsim.hardware.smmu.SetAssociative;

/**
 * One invalidation: which translations or configurations go, and, once the SMMU has carried it out,
 * the message about it on its way to the device interfaces. Reused.
 */
final class Invalidation extends Agent {
  private static final int SUBSTREAM_SHIFT = 32;
  private static final long STREAM = (1L << SUBSTREAM_SHIFT) - 1;

  private final Invalidations owner;
  private final EntryMatch match = new EntryMatch();
  private long first;
  private long last;
  private long tag;
  private long mask;
  private boolean leavesOnly;
  private long number;

  Invalidation(Invalidations owner) {
    this.owner = owner;
  }

  /** Everything under tags that agree within the mask. */
  Invalidation tagged(long tag, long mask) {
    return range(0, -1, tag, mask, false);
  }

  /** What covers an address of first to last. */
  Invalidation range(long first, long last, long tag, long mask, boolean leavesOnly) {
    this.first = first;
    this.last = last;
    this.tag = tag;
    this.mask = mask;
    this.leavesOnly = leavesOnly;
    return this;
  }

  boolean isOfConfiguration() {
    return Tags.isConfiguration(tag);
  }

  long number() {
    return number;
  }

  /** Enters itself in the log of what has been carried out. */
  void enter(InFlight inFlight) {
    number = inFlight.log.next();
    inFlight.log.add(first, last, tag, mask, leavesOnly);
  }

  /** From a cache of translations that is tagged by owner and space. */
  void removeFrom(SetAssociative cache) {
    cache.invalidate(byTags());
  }

  void removeFrom(WalkCache cache) {
    EntryMatch meant = byTags();
    if (leavesOnly) {
      WalkCache.leavesOnly(meant);
    }
    cache.invalidate(meant);
  }

  private EntryMatch byTags() {
    return match
        .range(first, last)
        .tags(Tags.space(tag), Tags.space(mask), Tags.owner(tag), Tags.owner(mask));
  }

  /** From the configuration cache, which is tagged by stream and substream. */
  void removeFromConfiguration(SetAssociative cache) {
    cache.invalidateTags(tag & STREAM, mask & STREAM, Tags.space(tag), Tags.space(mask));
  }

  /** From a TLB of a device interface, which is tagged by both together. */
  void removeFromInterface(SetAssociative tlb) {
    if (isOfConfiguration()) {
      long stream = (tag & STREAM) | Tags.space(tag) << SUBSTREAM_SHIFT;
      long meant = (mask & STREAM) | Tags.space(mask) << SUBSTREAM_SHIFT;
      tlb.invalidateTags(stream, meant, 0, 0);
    } else {
      tlb.invalidate(match.range(first, last).tags(0, 0, 0, 0).word(Leaf.TAG, tag, mask));
    }
  }

  /** Sets out for the interfaces. */
  void send(long linkPs) {
    waitFor(linkPs, Step.AT_INTERFACES);
  }

  @Override
  void proceed() {
    owner.arrived(this);
  }
}
