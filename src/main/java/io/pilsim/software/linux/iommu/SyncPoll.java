package io.pilsim.software.linux.iommu;

/**
 * How the driver waits for an invalidation to complete: ten looks at the status register, then a
 * delay that doubles each time, until about a second has passed.
 *
 * <p>Source: Linux 6.18, drivers/iommu/arm/arm-smmu/arm-smmu.c, __arm_smmu_tlb_sync.
 */
final class SyncPoll {
  private static final int LOOKS = 10;
  private static final int ROUNDS = 20;

  private int looks;
  private int round;
  private boolean waiting;
  private boolean delay;

  void begin() {
    looks = 0;
    round = 0;
    waiting = true;
    delay = false;
  }

  boolean isWaiting() {
    return waiting;
  }

  boolean isToDelay() {
    return delay;
  }

  /** The status register says whether it is over; true when that was the last look of all. */
  boolean look(boolean active) {
    delay = false;
    waiting = active;
    if (active && ++looks == LOOKS) {
      looks = 0;
      delay = true;
      waiting = round + 1 < ROUNDS;
    }
    return active && !waiting;
  }

  /** The delay that is due now; the next one will be twice as long. */
  long delayPs(long firstPs) {
    return firstPs << round++;
  }
}
