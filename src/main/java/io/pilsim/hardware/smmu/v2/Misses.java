package io.pilsim.hardware.smmu.v2;

import java.util.ArrayDeque;

/** The misses that one TBU may have with the TCU, and the transfers that wait for one of them. */
final class Misses {
  private final Miss[] all;
  private final ArrayDeque<Miss> free = new ArrayDeque<>();
  private final int[] awaiting; // the head of each blocked channel, in order
  private int awaitingCount;

  Misses(int count, Tbu tbu, Tcu tcu, PageWalker walker) {
    all = new Miss[count];
    awaiting = new int[2];
    for (int i = 0; i < count; i++) {
      all[i] = new Miss(tbu, tcu, walker);
      free.addLast(all[i]);
    }
  }

  boolean isAnyFree() {
    return !free.isEmpty();
  }

  /** A miss for one transfer. */
  Miss take(int transfer) {
    Miss miss = free.pollFirst();
    miss.active = true;
    miss.firstWaiting = transfer;
    miss.lastWaiting = transfer;
    return miss;
  }

  void leave(Miss miss) {
    miss.active = false;
    free.addLast(miss);
  }

  /** The miss under way for the same granule, or null. */
  Miss find(ContextBank bank, long address) {
    int granule = bank.registers().geometry().granuleBits();
    for (Miss miss : all) {
      if (miss.active && (miss.input ^ address) >>> granule == 0 && miss.bank == bank) {
        return miss;
      }
    }
    return null;
  }

  void join(Miss miss, int transfer, Transfers transfers) {
    transfers.setNextWaiting(miss.lastWaiting, transfer);
    miss.lastWaiting = transfer;
  }

  /** The transfer at the head of a channel gets the next miss that ends. */
  void await(int transfer) {
    awaiting[awaitingCount++] = transfer;
  }

  /** The transfer that has waited longest, or none. */
  int nextAwaiting() {
    if (awaitingCount == 0) {
      return Transfers.NONE;
    }
    int first = awaiting[0];
    awaiting[0] = awaiting[1];
    awaitingCount--;
    return first;
  }
}
