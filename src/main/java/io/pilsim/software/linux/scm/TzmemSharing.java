package io.pilsim.software.linux.scm;

/**
 * Where buffers for TrustZone lie, and what a bridge is over.
 *
 * <p>Source: Linux 6.18, drivers/firmware/qcom/qcom_tzmem.c has the first; the others are what a
 * driver without such an allocator does, and what one that shows TrustZone no more than a buffer
 * would.
 */
public enum TzmemSharing {
  /** All in one pool, whose areas are bridged once. */
  POOL,
  /** All in one pool that is not bridged: each buffer has a bridge while it exists. */
  BRIDGE_PER_BUFFER,
  /** Each has an area and a bridge of its own, which go with it. */
  AREA_PER_BUFFER
}
