package io.pilsim.software.linux.scm;

import io.pilsim.software.routine.Cost;

/**
 * What the kernel's side of firmware calls and of the buffers for them costs.
 *
 * @param marshal from the driver's call to the SMC instruction and back, locks and firmware apart
 * @param allocate one search of the pool's areas
 * @param chunk the record of an allocation, made or dropped
 * @param growPage memory for one page of a new area, allocated and zeroed
 * @param busyDelay how long a caller sleeps when the firmware is busy
 * @param busyRetries how often it tries again before it gives up
 * @param bridges whether the kernel makes SHM bridges; on some SoCs it does not
 * @param sharing where buffers lie, and what a bridge is over
 */
public record ScmParams(
    Cost marshal,
    Cost allocate,
    Cost chunk,
    Cost growPage,
    Cost busyDelay,
    int busyRetries,
    boolean bridges,
    TzmemSharing sharing) {
  /** Whether an area that a pool gets is bridged. */
  public boolean bridgesAreas() {
    return bridges && sharing != TzmemSharing.BRIDGE_PER_BUFFER;
  }

  boolean bridgesBuffers() {
    return bridges && sharing == TzmemSharing.BRIDGE_PER_BUFFER;
  }
}
