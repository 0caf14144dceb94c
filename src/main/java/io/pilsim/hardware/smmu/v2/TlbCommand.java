package io.pilsim.hardware.smmu.v2;

import io.pilsim.engine.Event;
import io.pilsim.engine.Phase;

/**
 * An invalidation or a sync on its way: from the register to the TCU, where they are carried out
 * one by one, and over the link to all TBUs.
 */
abstract class TlbCommand extends Event {
  static final int NO_BANK = -1;

  private boolean sent;

  /** Whose register it was written to, or {@link #NO_BANK}. */
  int bank;

  TlbCommand() {
    super(Phase.COMPLETE);
  }

  final void begin() {
    sent = false;
  }

  /** It is on the link now. */
  final void send() {
    sent = true;
  }

  /** What it is on a timeline. */
  abstract String name();

  /** Its turn in the TCU is over. */
  abstract void carriedOut();

  abstract void arrivedAtTbus();

  @Override
  protected final void fire(long nowPs) {
    if (sent) {
      arrivedAtTbus();
    } else {
      carriedOut();
    }
  }
}
