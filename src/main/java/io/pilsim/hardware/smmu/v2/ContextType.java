package io.pilsim.hardware.smmu.v2;

/** Which stages a context bank translates. */
public enum ContextType {
  STAGE1,
  STAGE2,
  NESTED
}
