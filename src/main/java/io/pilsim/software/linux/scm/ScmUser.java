package io.pilsim.software.linux.scm;

/**
 * On whose behalf calls are made: what one remote processor's boot costs of the shared firmware.
 */
public final class ScmUser {
  private long calls;
  private long bridgesCreated;
  private long growths;
  private long waitedPs;
  private long heldPs;

  /** Logical calls; what is issued again after an interruption does not count twice. */
  public long calls() {
    return calls;
  }

  public long bridgesCreated() {
    return bridgesCreated;
  }

  /** Areas added to the pool. */
  public long growths() {
    return growths;
  }

  /** Waiting for the SCM mutex, until it went on with it. */
  public long waitedPs() {
    return waitedPs;
  }

  /** Holding it: in the firmware and asleep on its wait queues. */
  public long heldPs() {
    return heldPs;
  }

  public void reset() {
    calls = 0;
    bridgesCreated = 0;
    growths = 0;
    waitedPs = 0;
    heldPs = 0;
  }

  void called() {
    calls++;
  }

  void bridged() {
    bridgesCreated++;
  }

  void grew() {
    growths++;
  }

  void waited(long ps) {
    waitedPs += ps;
  }

  void held(long ps) {
    heldPs += ps;
  }
}
