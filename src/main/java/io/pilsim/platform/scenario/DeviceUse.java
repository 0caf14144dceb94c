package io.pilsim.platform.scenario;

/** What the device does with a mapped buffer. */
public enum DeviceUse implements Word {
  /** Nothing. */
  NONE("none"),
  /** Reads a line of each page. */
  TOUCH("touch"),
  /** Reads all of it. */
  READ("read");

  private final String word;

  DeviceUse(String word) {
    this.word = word;
  }

  @Override
  public String word() {
    return word;
  }
}
