package io.pilsim.hardware.smmu.v2;

import java.util.List;

/**
 * A whole MMU-500.
 *
 * @param tbus one per TBU
 * @param contextBanks at most 128
 * @param streamMapGroups at most 128
 * @param outputBits width of physical addresses
 * @param invalidatesBasePageOnly an invalidation by address reaches only the granule it names, even
 *     where that is part of a block: blocks are then cached granule by granule
 */
public record Mmu500Params(
    List<TbuParams> tbus,
    TcuParams tcu,
    int contextBanks,
    int streamMapGroups,
    int outputBits,
    boolean invalidatesBasePageOnly) {
  private static final int MOST_TBUS = 32;
  private static final int MOST_BANKS = 128;
  private static final int MOST_OUTPUT_BITS = 48;

  public Mmu500Params {
    tbus = List.copyOf(tbus);
    within("TBUs", tbus.size(), MOST_TBUS);
    within("context banks", contextBanks, MOST_BANKS);
    within("stream map groups", streamMapGroups, MOST_BANKS);
    within("output bits", outputBits, MOST_OUTPUT_BITS);
  }

  private static void within(String what, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(what + " must be 1 to " + most + ": " + value);
    }
  }
}
