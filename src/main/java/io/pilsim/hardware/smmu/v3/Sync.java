package io.pilsim.hardware.smmu.v3;

import io.pilsim.engine.stats.Latency;

/**
 * The CMD_SYNC of one queue: a message to the interfaces, behind those of all older invalidations;
 * there it waits for the transactions that {@link InFlight} names; then the acknowledgement.
 */
final class Sync extends Agent {
  private final CommandQueue queue;
  private final InFlight inFlight;
  private final long outPs;
  private final long backPs;
  private final Latency time;
  private long startedPs;

  /** The number of invalidations carried out before its turn came. */
  long sequence;

  /** Its own number among syncs. */
  long turn;

  /** Transactions that still hold it up. */
  int holders;

  Sync(CommandQueue queue, Circuit circuit, long outPs, long backPs, Latency time) {
    this.queue = queue;
    this.inFlight = circuit.inFlight();
    this.outPs = outPs;
    this.backPs = backPs;
    this.time = time;
    attach(circuit.sim());
  }

  void begin() {
    startedPs = nowPs();
    inFlight.turnOf(this);
    waitFor(outPs, Step.AT_INTERFACES);
  }

  /** Nothing holds it up any more. */
  void drained() {
    waitFor(backPs, Step.ACKNOWLEDGED);
  }

  @Override
  void proceed() {
    if (step == Step.AT_INTERFACES) {
      inFlight.begin(this);
    } else {
      inFlight.check(this);
      time.record(nowPs() - startedPs);
      queue.synced();
    }
  }
}
