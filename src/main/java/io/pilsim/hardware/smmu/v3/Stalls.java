package io.pilsim.hardware.smmu.v3;

/** placeholder. */
final class Stalls {
  boolean resume(int s, int tag, int r) {
    return true;
  }

  boolean terminate(int s) {
    return true;
  }
}
