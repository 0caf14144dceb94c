package io.pilsim.platform;

import io.pilsim.platform.model.ModelReader;

/**
 * Flows that a network device receives.
 *
 * @param channels of the device, one for each CPU of the machine, with a ring each
 * @param cores of them that receive; flows go to them in turn
 * @param moves of the interrupts among the CPUs before, which age the addresses of the rings
 * @param ringPages pages posted in a ring
 * @param descriptorPages pages of a descriptor, unmapped together
 * @param descriptorBytes of a descriptor in memory
 * @param entryBytes of a completion, and of an entry of the ring for packets to send
 * @param sendEntries of the ring for packets to send
 * @param burst pages of a flow that come together
 * @param pollPages that are written from one poll to the next
 * @param refill descriptors that are missing before any is filled
 */
public record ReceiveTraffic(
    int channels,
    int cores,
    int moves,
    int ringPages,
    int descriptorPages,
    int descriptorBytes,
    int entryBytes,
    int sendEntries,
    int burst,
    int pollPages,
    int refill,
    int flows) {

  /** As leaves say. */
  public static ReceiveTraffic read(ModelReader leaves, int flows) {
    return new ReceiveTraffic(
        leaves.count("channels"),
        leaves.count("cores"),
        leaves.count("moves"),
        leaves.count("ring_pages"),
        leaves.count("descriptor_pages"),
        (int) leaves.bytes("descriptor"),
        (int) leaves.bytes("entry"),
        leaves.count("send_entries"),
        leaves.count("burst_pages"),
        leaves.count("poll_pages"),
        leaves.count("refill_descriptors"),
        flows);
  }

  int descriptors() {
    return ringPages / descriptorPages;
  }
}
