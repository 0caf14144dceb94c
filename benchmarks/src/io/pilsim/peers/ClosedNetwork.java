package io.pilsim.peers;

/**
 * Customers among four stations with one server each, first come, first served; who has been served
 * goes to one of the four at random. An event is the end of a service, so at most four are pending.
 */
final class ClosedNetwork implements Peer.Workload {
  private static final int STATIONS = 4;

  private final int customers;
  private final long[] servicesPs;
  private final Meter meter;
  private final int[] present = new int[STATIONS];
  private int next;

  ClosedNetwork(int customers, long[] servicesPs, Meter meter) {
    this.customers = customers;
    this.servicesPs = servicesPs;
    this.meter = meter;
  }

  @Override
  public int actors() {
    return STATIONS;
  }

  @Override
  public void begin(Peer peer) {
    for (int i = 0; i < customers; i++) {
      arrive(peer, i % STATIONS, servicePs());
    }
  }

  @Override
  public void act(Peer peer, int station) {
    meter.count();
    if (--present[station] > 0) {
      peer.schedule(station, 0, servicePs());
    }
    long servicePs = servicePs();
    arrive(peer, (int) (servicePs & (STATIONS - 1)), servicePs);
  }

  private void arrive(Peer peer, int station, long servicePs) {
    if (present[station]++ == 0) {
      peer.schedule(station, 0, servicePs);
    }
  }

  private long servicePs() {
    int i = next++;
    if (next == servicesPs.length) {
      next = 0;
    }
    return servicesPs[i];
  }
}
