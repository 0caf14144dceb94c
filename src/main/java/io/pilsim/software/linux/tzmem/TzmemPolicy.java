package io.pilsim.software.linux.tzmem;

/** How a pool grows. Source: Linux 6.18, drivers/firmware/qcom/qcom_tzmem.c. */
public enum TzmemPolicy {
  /** Never. */
  STATIC {
    @Override
    long growth(long request, long poolSize, int increment) {
      return 0;
    }
  },
  /** By a multiple of what the pool has already, whatever was asked for. */
  MULTIPLIER {
    @Override
    long growth(long request, long poolSize, int increment) {
      return Math.multiplyExact(poolSize, increment);
    }
  },
  /** By just what was asked for. */
  ON_DEMAND {
    @Override
    long growth(long request, long poolSize, int increment) {
      return request;
    }
  };

  /** The size of the area to add, in bytes; zero where the policy does not grow. */
  abstract long growth(long request, long poolSize, int increment);
}
