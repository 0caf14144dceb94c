package io.pilsim.platform.scenario;

/** Which address of its working set a bus master asks for next. */
public enum Pattern implements Word {
  /** One after the other. */
  LINEAR("linear"),
  /** At a fixed distance. */
  STRIDED("strided"),
  /** Any, each as likely. */
  UNIFORM("uniform"),
  /** Any within a page; few pages get most. */
  ZIPF("zipf"),
  /** In a fixed order without pattern, each known only from the one before. */
  POINTER_CHASE("pointer-chase"),
  /** As a file of requests says. */
  TRACE("trace");

  private final String word;

  Pattern(String word) {
    this.word = word;
  }

  @Override
  public String word() {
    return word;
  }
}
