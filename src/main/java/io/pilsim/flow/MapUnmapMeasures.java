package io.pilsim.flow;

import io.pilsim.engine.stats.Counter;
import io.pilsim.engine.stats.Latency;
import io.pilsim.engine.stats.Sample;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.engine.stats.Unit;
import java.util.function.BooleanSupplier;

/** What is reported of threads that map and unmap buffers. */
public final class MapUnmapMeasures {
  private static final double SECOND_PS = 1e12;

  final Latency map;
  final Latency unmap;
  final Latency use;
  final Latency pair;
  final Counter used;
  final Counter lateReads;
  final Counter lateStale;
  final Counter lateRefused;
  final Counter lateMapped;
  private final MeasuredWindow window;
  private final Sample rate;
  private final Sample total;
  private final Sample windowRate;
  private final Sample windowPairs;
  private double ratesSum;

  /**
   * @param mapStats the group {@code map}
   * @param unmapStats the group {@code unmap}
   * @param mayBeStale whether anything lets TLBs keep what a returned unmap removed: a flush queue,
   *     an erratum, a sync that was given up
   * @param window in which all threads are measured
   */
  public MapUnmapMeasures(
      StatGroup mapStats, StatGroup unmapStats, BooleanSupplier mayBeStale, MeasuredWindow window) {
    this.window = window;
    this.map = mapStats.latency("latency", "until the device can reach a buffer");
    this.unmap = unmapStats.latency("latency", "until the unmap of a buffer has returned");
    this.use = mapStats.latency("device_time", "of the device with a buffer");
    this.pair = mapStats.latency("pair_time", "map, use by the device and unmap of a buffer");
    this.rate =
        mapStats.sample("rate", Unit.PER_SECOND, "maps and unmaps of a buffer, for each CPU");
    this.total = mapStats.sample("total_rate", Unit.PER_SECOND, "the same of all CPUs together");
    this.windowRate =
        mapStats.sample(
            "window_rate", Unit.PER_SECOND, "the same in the window in which all are measured");
    this.windowPairs = mapStats.sample("window_pairs", Unit.COUNT, "pairs done in that window");
    this.used = mapStats.counter("used", "buffers that were used, those of the warm-up included");
    StatGroup late = unmapStats.child("late");
    this.lateReads = late.counter("reads", "reads by the device after the unmap had returned");
    this.lateStale = late.counter("stale", "those that reached memory it no longer has");
    this.lateRefused = late.counter("refused", "those that the SMMU refused");
    this.lateMapped =
        late.counter("mapped", "those of a buffer that is still mapped there, or is again");
    unmapStats
        .laws()
        .equal(
            "nothing is reached after a strict unmap has returned",
            () -> mayBeStale.getAsBoolean() ? 0 : lateStale.value(),
            () -> 0);
  }

  void threadBegins(long nowPs) {
    window.threadBegins(nowPs);
  }

  void pairsDone(int buffers) {
    window.pairsDone(buffers);
  }

  void threadDone(long pairs, long tookPs, long nowPs) {
    window.threadEnds(nowPs);
    ratesSum += tookPs == 0 ? 0 : pairs * SECOND_PS / tookPs;
  }

  void take(int threads) {
    rate.take(Math.round(ratesSum / threads));
    total.take(Math.round(ratesSum));
    if (window.lengthPs() > 0) {
      windowPairs.take(window.pairs());
      windowRate.take(Math.round(window.pairs() * SECOND_PS / window.lengthPs()));
    }
  }
}
