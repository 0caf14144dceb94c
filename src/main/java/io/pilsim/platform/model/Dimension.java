package io.pilsim.platform.model;

/** What a quantity measures. Its amount is a whole number of the unit named here. */
public enum Dimension {
  /** Picoseconds. */
  DURATION("a duration such as 240 ns"),
  CYCLES("a number of cycles such as 3 cycles"),
  BYTES("a size such as 4 KiB"),
  /** Bytes per second. */
  BANDWIDTH("a bandwidth such as 8.4 GB/s"),
  /** Hertz. */
  FREQUENCY("a frequency such as 1.2 GHz"),
  /** Parts per billion. */
  FRACTION("a fraction such as 0.25 or 25 %"),
  COUNT("a whole number such as 15"),
  ADDRESS("an address such as 0x95c00000"),
  /** 1 for true. */
  FLAG("true or false"),
  WORD("a word");

  private final String expected;

  Dimension(String expected) {
    this.expected = expected;
  }

  /** For messages: "a duration such as 240 ns". */
  public String expected() {
    return expected;
  }

  /** Whether an amount of this dimension can be larger or smaller, and so slower or faster. */
  public boolean isNumeric() {
    return this != FLAG && this != WORD && this != ADDRESS;
  }
}
