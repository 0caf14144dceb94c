package io.pilsim.hardware.smmu;

/** Where a cache with random replacement draws from; deterministic, one stream per cache. */
public interface WayPicker {
  /** A number of 0 to bound - 1. */
  int below(int bound);
}
