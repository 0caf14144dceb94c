package io.pilsim.platform;

import io.pilsim.platform.model.ModelReader;

/**
 * Flows that a network device receives.
 *
 * @param cores each with a receive ring; flows go to them in turn
 * @param ringPages pages posted in a ring
 * @param descriptorPages pages of a descriptor, unmapped together
 * @param descriptorBytes of a descriptor in memory
 * @param sendEntries of the ring for packets to send
 * @param burst pages of a flow that come together and are acknowledged together
 */
public record ReceiveTraffic(
    int cores,
    int ringPages,
    int descriptorPages,
    int descriptorBytes,
    int sendEntries,
    int burst,
    int flows) {

  /** As leaves say. */
  public static ReceiveTraffic read(ModelReader leaves, int flows) {
    return new ReceiveTraffic(
        leaves.count("cores"),
        leaves.count("ring_pages"),
        leaves.count("descriptor_pages"),
        (int) leaves.bytes("descriptor"),
        leaves.count("send_entries"),
        leaves.count("burst_pages"),
        flows);
  }

  int descriptors() {
    return ringPages / descriptorPages;
  }
}
