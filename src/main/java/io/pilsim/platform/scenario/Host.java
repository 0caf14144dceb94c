package io.pilsim.platform.scenario;

/** Who runs at EL2. */
public enum Host implements Word {
  /** Linux at EL1; the Qualcomm hypervisor traps its SMCs and owns the SMMU. */
  QHEE("qhee"),
  /** Linux at EL2 with KVM; it owns the SMMU itself. */
  KVM("kvm");

  private final String word;

  Host(String word) {
    this.word = word;
  }

  @Override
  public String word() {
    return word;
  }
}
