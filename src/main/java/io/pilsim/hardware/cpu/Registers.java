package io.pilsim.hardware.cpu;

import java.util.Arrays;

/** The general registers x0 to x7 as an SMC or HVC carries arguments in and results out. */
public final class Registers {
  private static final int COUNT = 8;

  private final long[] x = new long[COUNT];

  public long get(int index) {
    return x[index];
  }

  public void set(int index, long value) {
    x[index] = value;
  }

  public void copyFrom(Registers other) {
    System.arraycopy(other.x, 0, x, 0, COUNT);
  }

  public void clear() {
    Arrays.fill(x, 0);
  }
}
