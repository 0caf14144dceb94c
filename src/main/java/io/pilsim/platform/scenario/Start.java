package io.pilsim.platform.scenario;

/** What went before the flow that is measured. */
public enum Start implements Word {
  /** Nothing: pools are empty. */
  COLD("cold"),
  /** A boot and a shutdown that are not measured: pools have grown. */
  WARM("warm");

  private final String word;

  Start(String word) {
    this.word = word;
  }

  @Override
  public String word() {
    return word;
  }
}
