package io.pilsim.software.linux.smmuv3;

import io.pilsim.software.routine.Signal;

/** Commands that one thread puts into a queue at once: its frame, reused. */
final class CommandList {
  final int core;
  final CommandQueue queue;
  final Signal ownerTurn = new Signal();
  final Signal written = new Signal();
  final Signal synced = new Signal();
  final Signal space = new Signal();

  // What is to be invalidated: all of it in one list, or in several.
  long next;
  long end;
  long page;
  boolean leafOnly;
  boolean wholeContext;

  // The list at hand.
  int commands;
  boolean sync;
  boolean reserved;
  boolean owner;
  long seen; // the version of the reservation word that was read
  long first; // position of the first entry, counted from the start of time
  long syncAt;
  long publishEnd;
  boolean awaitsTurn;
  boolean awaitsWritten;
  boolean awaitsSync;
  boolean awaitsSpace;
  long irqsOffFromPs;

  CommandList(int core, CommandQueue queue) {
    this.core = core;
    this.queue = queue;
  }

  int entries() {
    return commands + (sync ? 1 : 0);
  }

  /** Whether the sync at that index is the one that it waits for, which it then does no longer. */
  boolean isSyncedBy(int index, int mask) {
    if (!awaitsSync || ((int) syncAt & mask) != index) {
      return false;
    }
    awaitsSync = false;
    synced.raise();
    return true;
  }
}
