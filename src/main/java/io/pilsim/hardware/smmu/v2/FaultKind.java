package io.pilsim.hardware.smmu.v2;

/** Why an access was terminated; each has its bit in FSR (IHI 0062, SMMU_CBn_FSR). */
public enum FaultKind {
  NONE(0),
  TRANSLATION(1 << 1),
  ACCESS_FLAG(1 << 2),
  PERMISSION(1 << 3),
  EXTERNAL(1 << 4),
  ADDRESS_SIZE(1 << 7);

  final int fsrBit;

  FaultKind(int fsrBit) {
    this.fsrBit = fsrBit;
  }
}
