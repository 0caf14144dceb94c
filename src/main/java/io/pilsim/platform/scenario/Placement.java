package io.pilsim.platform.scenario;

/** Where a buffer lies in memory. */
public enum Placement implements Word {
  /** In one piece, aligned to its size: as large leaves as it has room for. */
  ALIGNED("aligned"),
  /** In one piece that begins a page beyond: no leaf larger than a page fits both addresses. */
  SKEWED("skewed"),
  /** Page by page in different places, as a scatter-gather list has it. */
  SCATTERED("scattered");

  private final String word;

  Placement(String word) {
    this.word = word;
  }

  @Override
  public String word() {
    return word;
  }
}
