package io.pilsim.hardware.smmu.v3;

import io.pilsim.engine.stats.Counter;
import io.pilsim.engine.stats.Latency;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.engine.stats.Unit;

/** What the time of all translations went into; the parts sum to the whole, which is a law. */
final class TimeSpent {
  private static final Cause[] CAUSES = Cause.values();

  private final Counter[] counters = new Counter[CAUSES.length];

  TimeSpent(StatGroup stats, Latency whole) {
    for (int i = 0; i < CAUSES.length; i++) {
      counters[i] = stats.counter(CAUSES[i].path, Unit.PICOSECONDS, CAUSES[i].description);
    }
    stats.laws().equal("parts = time of all translations", this::sumPs, whole::sumPs);
  }

  /** Books what one transaction has spent. */
  void add(OfOne spent) {
    for (int left = spent.touched; left != 0; left &= left - 1) {
      int cause = Integer.numberOfTrailingZeros(left);
      counters[cause].add(spent.durationsPs[cause]);
    }
  }

  private long sumPs() {
    long sum = 0;
    for (Counter counter : counters) {
      sum += counter.value();
    }
    return sum;
  }

  /** One transaction's. */
  static final class OfOne {
    private final long[] durationsPs = new long[CAUSES.length];
    private int touched;
    private long sincePs;

    void begin(long nowPs) {
      touched = 0;
      sincePs = nowPs;
    }

    /** All the time since it was last asked has gone into that. */
    void spend(Cause cause, long nowPs) {
      long durationPs = nowPs - sincePs;
      if (durationPs > 0) {
        sincePs = nowPs;
        int place = cause.place();
        durationsPs[place] =
            (touched >>> place & 1) == 0 ? durationPs : durationsPs[place] + durationPs;
        touched |= 1 << place;
      }
    }

    long ofPs(Cause cause) {
      int place = cause.place();
      return (touched >>> place & 1) == 0 ? 0 : durationsPs[place];
    }
  }
}
