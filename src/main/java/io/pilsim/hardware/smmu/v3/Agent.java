package io.pilsim.hardware.smmu.v3;

import io.pilsim.engine.Simulator;
import io.pilsim.hardware.smmu.TableRead;

/**
 * Something in an SMMU that goes on step by step, and is the event of whatever it waits for: a
 * permit, some time, or somebody who fires it.
 */
abstract class Agent extends TableRead {
  private Simulator sim;
  Step step;
  private Permits wanted; // null unless it waits for one
  private long wantedPs;
  private long queuedPs;

  final void attach(Simulator to) {
    sim = to;
  }

  final long nowPs() {
    return sim.nowPs();
  }

  /** What it has waited for is there: {@link #step} says what that was. */
  abstract void proceed();

  /** It has waited so long for a permit. */
  void waited(Cause cause, long durationPs) {}

  /** The word that the latest read brought. */
  final long word() {
    return descriptor;
  }

  /** Whether the latest read found no memory. */
  final boolean isAborted() {
    return aborted;
  }

  /** Waits for a permit, then some time, then goes on while it still holds the permit. */
  final void hold(Permits permits, long durationPs, Step then) {
    step = then;
    if (permits.take(this)) {
      held(durationPs);
    } else {
      wanted = permits;
      wantedPs = durationPs;
      queuedPs = sim.nowPs();
      permits.waitBegun();
    }
  }

  final void waitFor(long durationPs, Step then) {
    step = then;
    held(durationPs);
  }

  /** Goes on when it is fired by whoever has been asked to. */
  final void await(Step then) {
    step = then;
  }

  /** Goes on within this instant. */
  final void wake() {
    sim.after(0, this);
  }

  private void held(long durationPs) {
    if (durationPs == 0) {
      proceed();
    } else {
      sim.after(durationPs, this);
    }
  }

  @Override
  protected final void fire(long nowPs) {
    if (wanted == null) {
      proceed();
    } else if (wanted.retake(this)) {
      Permits granted = wanted;
      wanted = null;
      granted.waitOver(nowPs - queuedPs);
      waited(granted.cause(), nowPs - queuedPs);
      held(wantedPs);
    }
  }
}
