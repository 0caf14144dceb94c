package io.pilsim.hardware.smmu.v2;

import io.pilsim.hardware.smmu.SetAssociative;

/** Which entries go: those of a range of addresses whose tags agree within masks. */
final class Invalidation extends TlbCommand {
  static final long ANY = 0;
  static final long EXACT = -1;

  private final TlbCommands commands;

  long first;
  long last;
  long tag;
  long tagMask;
  long inputTag;
  long inputMask;
  boolean lastLevelOnly;

  Invalidation(TlbCommands commands) {
    this.commands = commands;
  }

  /** Everything under tags that agree within the masks. */
  Invalidation tagged(int bank, long tag, long tagMask) {
    this.bank = bank;
    this.first = 0;
    this.last = -1;
    this.tag = tag;
    this.tagMask = tagMask;
    this.inputTag = 0;
    this.inputMask = ANY;
    this.lastLevelOnly = false;
    return this;
  }

  /** What covers one address, under exactly these tags. */
  Invalidation address(int bank, long address, long tag, long inputTag, boolean lastLevelOnly) {
    this.bank = bank;
    this.first = address;
    this.last = address;
    this.tag = tag;
    this.tagMask = EXACT;
    this.inputTag = inputTag;
    this.inputMask = EXACT;
    this.lastLevelOnly = lastLevelOnly;
    return this;
  }

  void removeFrom(SetAssociative cache) {
    if (first == last) {
      cache.invalidateAddress(first, tag, inputTag);
    } else {
      cache.invalidateRange(first, last, tag, tagMask, inputTag, inputMask);
    }
  }

  /** Whether an entry like this, had it been there, has gone. */
  boolean covers(long base, int bits, long tag, long inputTag) {
    return ((this.tag ^ tag) & tagMask) == 0
        && ((this.inputTag ^ inputTag) & inputMask) == 0
        && Long.compareUnsigned(base, last) <= 0
        && Long.compareUnsigned(base | ((1L << bits) - 1), first) >= 0;
  }

  @Override
  String name() {
    return first == last ? "invalidate address" : "invalidate all";
  }

  @Override
  void carriedOut() {
    commands.invalidate(this);
  }

  @Override
  void arrivedAtTbus() {
    commands.invalidateTbus(this);
  }
}
