package io.pilsim.platform.scenario;

/** Which version of the kernel's remoteproc support for a host at EL2. */
public enum Driver implements Word {
  /** The six patches as posted on 2024-10-04. */
  V1("v1"),
  /** What upstream merged. */
  V10("v10"),
  /** That with the corrections that followed. */
  V10_FIXES("v10+fixes");

  private final String word;

  Driver(String word) {
    this.word = word;
  }

  @Override
  public String word() {
    return word;
  }
}
