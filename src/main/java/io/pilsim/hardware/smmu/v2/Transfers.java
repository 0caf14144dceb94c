package io.pilsim.hardware.smmu.v2;

import io.pilsim.hardware.smmu.StreamAccess;

/**
 * The accesses that are outstanding at one TBU, from their lookup to the end of their transaction,
 * with the translation that each uses: so that a sync knows whom to wait for.
 */
final class Transfers {
  static final int NONE = -1;
  private static final int NOT_TRANSLATED = -1;
  private static final int UNMARKED = -2;

  private final Places places;
  private final StreamAccess[] accesses;
  private final int[] nextWaiting;
  private final int[] bufferedBeats;
  private final boolean[] blocksChannel;

  private final long[] lookedUpPs;
  private final long[] bases;
  private final int[] bits;
  private final long[] tags;
  private final long[] inputTags;
  private final int[] marks; // the bank of the invalidation that took the translation away

  Transfers(int count) {
    places = new Places(count);
    accesses = new StreamAccess[count];
    nextWaiting = new int[count];
    bufferedBeats = new int[count];
    blocksChannel = new boolean[count];
    lookedUpPs = new long[count];
    bases = new long[count];
    bits = new int[count];
    tags = new long[count];
    inputTags = new long[count];
    marks = new int[count];
  }

  int take(StreamAccess access) {
    int at = places.take();
    accesses[at] = access;
    nextWaiting[at] = NONE;
    bufferedBeats[at] = 0;
    blocksChannel[at] = false;
    bits[at] = NOT_TRANSLATED;
    marks[at] = UNMARKED;
    return at;
  }

  void leave(int at) {
    places.leave(at);
  }

  StreamAccess access(int at) {
    return accesses[at];
  }

  int count() {
    return places.takenCount();
  }

  /** Links the waiting transfers of one miss. */
  void setNextWaiting(int at, int next) {
    nextWaiting[at] = next;
  }

  int nextWaiting(int at) {
    return nextWaiting[at];
  }

  /** When the lookup of one that missed was, or will be, over. */
  void lookedUp(int at, long instantPs) {
    lookedUpPs[at] = instantPs;
  }

  long lookedUpPs(int at) {
    return lookedUpPs[at];
  }

  void buffer(int at, int beats) {
    bufferedBeats[at] = beats;
  }

  int bufferedBeats(int at) {
    return bufferedBeats[at];
  }

  void block(int at) {
    blocksChannel[at] = true;
  }

  boolean blocksChannel(int at) {
    return blocksChannel[at];
  }

  /** The translation that a transfer uses from now on. */
  void uses(int at, long base, int pageBits, long tag, long inputTag) {
    bases[at] = base;
    bits[at] = pageBits;
    tags[at] = tag;
    inputTags[at] = inputTag;
  }

  /** Its translation is out of date because of that bank's invalidation. */
  void mark(int at, int bank) {
    marks[at] = bank;
  }

  void invalidated(Invalidation command) {
    for (int at = places.nextTaken(0); at >= 0; at = places.nextTaken(at + 1)) {
      if (bits[at] != NOT_TRANSLATED
          && command.covers(bases[at], bits[at], tags[at], inputTags[at])) {
        marks[at] = command.bank;
      }
    }
  }

  /** Waits for the marked transfers: those of a bank, or all. */
  void drain(int bank, Places.Drain drain) {
    for (int at = places.nextTaken(0); at >= 0; at = places.nextTaken(at + 1)) {
      if (marks[at] != UNMARKED && (bank == TlbCommand.NO_BANK || marks[at] == bank)) {
        drain.waitsFor.set(at);
      }
    }
    places.drain(drain);
  }
}
