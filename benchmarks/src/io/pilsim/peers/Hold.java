package io.pilsim.peers;

/** A fixed number of events, each of which schedules itself again whenever it fires. */
final class Hold implements Peer.Workload {
  private static final int RANKS = 4;

  private final int pending;
  private final long[] delaysPs;
  private final Meter meter;
  private int next;

  Hold(int pending, long[] delaysPs, Meter meter) {
    this.pending = pending;
    this.delaysPs = delaysPs;
    this.meter = meter;
  }

  @Override
  public int actors() {
    return pending;
  }

  @Override
  public void begin(Peer peer) {
    for (int i = 0; i < pending; i++) {
      peer.schedule(i, i % RANKS, nextDelayPs());
    }
  }

  @Override
  public void act(Peer peer, int actor) {
    meter.count();
    peer.schedule(actor, actor % RANKS, nextDelayPs());
  }

  private long nextDelayPs() {
    int i = next++;
    if (next == delaysPs.length) {
      next = 0;
    }
    return delaysPs[i];
  }
}
