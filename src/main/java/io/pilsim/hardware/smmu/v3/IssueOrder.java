package io.pilsim.hardware.smmu.v3;

import java.util.ArrayDeque;

/** Transactions of one direction from reception to issue, which keep the order of their IDs. */
final class IssueOrder {
  private final boolean wakeAll;
  private final ArrayDeque<Transaction> parked = new ArrayDeque<>();
  private Transaction youngest;

  /**
   * Of one interface and direction.
   *
   * @param wakeAll whether everyone looks again whenever anyone has left
   */
  IssueOrder(boolean wakeAll) {
    this.wakeAll = wakeAll;
  }

  void enter(Transaction t) {
    t.older = youngest;
    if (youngest != null) {
      youngest.younger = t;
    }
    youngest = t;
  }

  boolean isFirst(Transaction t) {
    Transaction other = t.older;
    while (other != null && other.orderId != t.orderId) {
      other = other.older;
    }
    return other == null;
  }

  /** Goes on at {@code then} when its turn may have come. */
  void park(Transaction t, Step then) {
    t.await(then);
    if (wakeAll) {
      parked.addLast(t);
    } else {
      t.parked = true;
    }
  }

  void leave(Transaction t) {
    Transaction next = t.younger;
    if (t.older != null) {
      t.older.younger = next;
    }
    if (next == null) {
      youngest = t.older;
    } else {
      next.older = t.older;
    }
    t.older = null;
    t.younger = null;
    if (wakeAll) {
      while (!parked.isEmpty()) {
        parked.pollFirst().wake();
      }
    } else {
      wakeFirst(next, t.orderId);
    }
  }

  private static void wakeFirst(Transaction from, long orderId) {
    Transaction next = from;
    while (next != null && next.orderId != orderId) {
      next = next.younger;
    }
    if (next != null && next.parked) {
      next.parked = false;
      next.wake();
    }
  }
}
