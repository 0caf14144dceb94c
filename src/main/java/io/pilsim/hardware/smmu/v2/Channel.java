package io.pilsim.hardware.smmu.v2;

import io.pilsim.hardware.smmu.StreamAccess;
import java.util.ArrayDeque;

/**
 * The read or the write address channel of a TBU: accesses enter in order, and may have to wait.
 */
final class Channel {
  private final int limit;
  private final ArrayDeque<StreamAccess> waiting = new ArrayDeque<>();
  private int outstanding;
  private boolean blocked;

  Channel(int limit) {
    this.limit = limit;
  }

  void add(StreamAccess access) {
    waiting.addLast(access);
  }

  boolean mayAdmit() {
    return !waiting.isEmpty() && !blocked && outstanding < limit;
  }

  StreamAccess admit() {
    outstanding++;
    return waiting.pollFirst();
  }

  void released() {
    outstanding--;
  }

  void block() {
    blocked = true;
  }

  void unblock() {
    blocked = false;
  }
}
