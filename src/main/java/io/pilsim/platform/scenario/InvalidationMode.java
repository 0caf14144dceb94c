package io.pilsim.platform.scenario;

/** When the translations of an unmapped buffer are removed from TLBs. */
public enum InvalidationMode implements Word {
  /** Before the unmap returns. */
  STRICT("strict"),
  /** By a flush of everything, which a ring of each CPU or a timer brings about. */
  LAZY("lazy"),
  /** The same with one long ring for all CPUs and a long timer. */
  LAZY_SINGLE("lazy-single");

  private final String word;

  InvalidationMode(String word) {
    this.word = word;
  }

  @Override
  public String word() {
    return word;
  }
}
