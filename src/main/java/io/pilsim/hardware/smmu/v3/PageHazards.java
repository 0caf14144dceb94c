package io.pilsim.hardware.smmu.v3;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Misses of one interface that are being translated, so that another miss on the same 4 KiB of
 * addresses waits for the first instead of walking too. Page sizes are not known before the walk,
 * so two misses on different parts of one large page both walk.
 */
final class PageHazards {
  private static final int PAGE_BITS = 12;

  private final boolean ignoreStream;
  private final List<Transaction> missing = new ArrayList<>();
  private final ArrayDeque<Transaction> waiting = new ArrayDeque<>();

  PageHazards(boolean ignoreStream) {
    this.ignoreStream = ignoreStream;
  }

  boolean holdsBack(Transaction t) {
    for (int i = 0; i < missing.size(); i++) {
      Transaction other = missing.get(i);
      if (other.address >>> PAGE_BITS == t.address >>> PAGE_BITS
          && (ignoreStream
              || (other.streamId == t.streamId && other.substreamId == t.substreamId))) {
        return true;
      }
    }
    return false;
  }

  void begin(Transaction t) {
    missing.add(t);
  }

  /** Goes on at {@code then} when any miss is over. */
  void await(Transaction t, Step then) {
    t.await(then);
    waiting.addLast(t);
  }

  void end(Transaction t) {
    missing.remove(t);
    while (!waiting.isEmpty()) {
      waiting.pollFirst().wake();
    }
  }
}
