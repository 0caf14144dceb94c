package io.pilsim.software.secure;

/** Whether TrustZone will look at memory of the normal world. */
final class Visibility {
  private final boolean refusesUnbridged;
  private final ShmBridges bridges;

  Visibility(boolean refusesUnbridged, ShmBridges bridges) {
    this.refusesUnbridged = refusesUnbridged;
    this.bridges = bridges;
  }

  boolean includes(long address, long bytes) {
    return !refusesUnbridged || bridges.cover(address, bytes);
  }
}
