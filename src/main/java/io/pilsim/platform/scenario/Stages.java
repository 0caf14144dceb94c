package io.pilsim.platform.scenario;

/** Which stages translate the addresses of a bus master. */
public enum Stages implements Word {
  /** As Linux maps for its devices. */
  STAGE1("stage1"),
  /** As a hypervisor maps for a device of its guest. */
  STAGE2("stage2"),
  /** A guest's tables above a hypervisor's. */
  NESTED("nested"),
  /** None: addresses are physical. */
  BYPASS("bypass");

  private final String word;

  Stages(String word) {
    this.word = word;
  }

  @Override
  public String word() {
    return word;
  }
}
