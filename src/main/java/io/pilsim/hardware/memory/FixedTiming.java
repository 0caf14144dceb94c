package io.pilsim.hardware.memory;

/**
 * A memory that answers after the same time however many accesses there are: without a bus or
 * banks, for comparisons with simulators and formulas that have neither.
 */
public final class FixedTiming implements MemoryTiming {
  private final long readPs;
  private final long writePs;

  public FixedTiming(long readPs, long writePs) {
    this.readPs = readPs;
    this.writePs = writePs;
  }

  @Override
  public long accessPs(long address, int bytes, boolean write, long nowPs) {
    return write ? writePs : readPs;
  }
}
