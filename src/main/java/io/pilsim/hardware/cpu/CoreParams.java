package io.pilsim.hardware.cpu;

import io.pilsim.hardware.memory.Bandwidth;

/**
 * What a core's accesses cost.
 *
 * @param mmioReadPs a load from a device register, to its data
 * @param mmioWritePs a store to a device register, until the next may follow
 * @param cached rates on ordinary memory
 * @param writeCombining rates on memory that is mapped non-cacheable, as firmware carveouts are
 */
public record CoreParams(long mmioReadPs, long mmioWritePs, Rates cached, Rates writeCombining) {
  /** How fast one core copies to and fills memory of one kind. */
  public record Rates(Bandwidth copy, Bandwidth fill) {}

  public CoreParams {
    if (mmioReadPs < 0 || mmioWritePs < 0) {
      throw new IllegalArgumentException("latencies must not be negative");
    }
  }
}
