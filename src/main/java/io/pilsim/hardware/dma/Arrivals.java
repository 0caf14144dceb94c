package io.pilsim.hardware.dma;

import io.pilsim.engine.RandomStream;

/** When requests are due. */
public sealed interface Arrivals {
  /** The time after the latest one, or {@link RequestSource#AT_ONCE}. */
  long gapPs();

  /** Closed loop: as soon as an earlier one has ended. */
  record AsRoomAllows() implements Arrivals {
    @Override
    public long gapPs() {
      return RequestSource.AT_ONCE;
    }
  }

  /** Open loop: one in every period. */
  record Periodic(long periodPs) implements Arrivals {
    @Override
    public long gapPs() {
      return periodPs;
    }
  }

  /** Open loop: a Poisson process. */
  record Poisson(long meanGapPs, RandomStream random) implements Arrivals {
    @Override
    public long gapPs() {
      return random.exponentialPs(meanGapPs);
    }
  }
}
