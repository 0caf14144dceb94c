package io.pilsim.hardware.smmu.v3;

import io.pilsim.engine.stats.Counter;
import io.pilsim.engine.stats.StatGroup;
import java.util.ArrayList;
import java.util.List;

/**
 * What becomes of transactions that were not translated: they are recorded, and end or stall until
 * software answers by CMD_RESUME or CMD_STALL_TERM. Without an event queue nothing stalls.
 *
 * <p><b>Does not model:</b> the difference between an abort and a termination that reads as zero.
 *
 * <p>Source: IHI 0070, "Fault models, recording and reporting", CMD_RESUME, CMD_STALL_TERM.
 */
final class Stalls {
  private final List<Transaction> byTag = new ArrayList<>(); // null where a tag is free
  private final Counter stalled;
  private EventQueue events; // null until there is one

  Stalls(StatGroup stats) {
    stalled = stats.counter("stalls", "transactions that stalled");
  }

  void recordIn(EventQueue queue) {
    events = queue;
  }

  /** The SMMU has found a fault. */
  void found(Transaction t) {
    t.stalling = false;
    Fault fault = t.fault();
    if (events == null || t.prefetch || fault.event() == 0) {
      return;
    }
    boolean byStage2 = t.walk.faultInStage2;
    if (fault.isOfTranslation() && t.context.stalls(byStage2)) {
      stall(t);
    }
    if (!fault.isOfTranslation() || t.context.records(byStage2)) {
      events.record(t);
    }
  }

  private void stall(Transaction t) {
    stalled.increment();
    t.stalling = true;
    t.response = null;
    int tag = byTag.indexOf(null);
    if (tag < 0) {
      tag = byTag.size();
      byTag.add(t);
    } else {
      byTag.set(tag, t);
    }
    t.stallTag = tag;
  }

  /** A transaction that stalls is back at its interface; it goes on when it is answered. */
  void park(Transaction t, Step then) {
    t.await(then);
    if (t.response != null) {
      t.wake();
    } else {
      t.stallParked = true;
    }
  }

  /** CMD_RESUME; one that names nothing stalled has no effect. Returns whether it is legal. */
  boolean resume(int streamId, int tag, int code) {
    Command.Response response = Command.responseOf(code);
    if (response == null) {
      return false;
    }
    if (tag < byTag.size()) {
      Transaction t = byTag.get(tag);
      if (t != null && t.streamId == Integer.toUnsignedLong(streamId)) {
        answer(t, response);
      }
    }
    return true;
  }

  /** CMD_STALL_TERM. */
  boolean terminate(int streamId) {
    for (int tag = 0; tag < byTag.size(); tag++) {
      Transaction t = byTag.get(tag);
      if (t != null && t.streamId == Integer.toUnsignedLong(streamId)) {
        answer(t, Command.Response.ABORT);
      }
    }
    return true;
  }

  private void answer(Transaction t, Command.Response response) {
    byTag.set(t.stallTag, null);
    t.response = response;
    if (t.stallParked) {
      t.stallParked = false;
      t.wake();
    }
  }
}
