package io.pilsim.platform.scenario;

/** How a driver comes by a buffer that its device can reach. */
public enum Use implements Word {
  /** Maps it before each use and unmaps it afterwards. */
  PER_CALL("per-call"),
  /** Takes one that is mapped already out of a pool, and puts it back. */
  POOLED("pooled"),
  /** Copies into a buffer that is always mapped, and out of it. */
  PRE_MAPPED("pre-mapped"),
  /** Maps it where it wants, in a domain of its own, with no address to be found. */
  OWN_DOMAIN("own-domain");

  private final String word;

  Use(String word) {
    this.word = word;
  }

  @Override
  public String word() {
    return word;
  }
}
