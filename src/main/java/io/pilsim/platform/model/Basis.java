package io.pilsim.platform.model;

/** How a number of the model is known. */
public enum Basis {
  /** A datasheet, manual, source file or header says so. */
  SPECIFIED("specified"),
  /** Somebody measured it and published it. */
  MEASURED("measured"),
  /** Follows from others by arithmetic that the source states. */
  DERIVED("derived"),
  /** Nobody says: a plausible value with a range. */
  ASSUMED("assumed");

  private final String word;

  Basis(String word) {
    this.word = word;
  }

  /** As model files write it. */
  public String word() {
    return word;
  }
}
