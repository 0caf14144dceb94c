package io.pilsim.hardware.smmu.v3;

/** How a transaction was translated, one bit each. */
public final class Path {
  public static final int MICRO_TLB_HIT = 1;
  public static final int MAIN_TLB_HIT = 2;
  public static final int SMMU_TLB_HIT = 4;
  public static final int WALK = 8;
  public static final int CONFIG_MISS = 16;
  public static final int WAITED_FOR_PAGE = 32;
  public static final int WAITED_FOR_ORDER = 64;
  public static final int FAULT = 128;

  private Path() {}
}
