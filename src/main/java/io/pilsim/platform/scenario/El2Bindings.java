package io.pilsim.platform.scenario;

/** Where a KVM host takes {@code iommus} and {@code qcom,devmem} from when the tree has none. */
public enum El2Bindings implements Word {
  /** From the platform's model, and the result says so. */
  FROM_MODEL("from-model"),
  /** From nowhere: the remote processor stays offline, as in the kernel. */
  FROM_TREE("from-tree"),
  /** From the model where the tree has none, whatever the host: Linux is told even under QHEE. */
  ALWAYS("always");

  private final String word;

  El2Bindings(String word) {
    this.word = word;
  }

  @Override
  public String word() {
    return word;
  }
}
