package io.pilsim.experiment.validation;

import io.pilsim.platform.HotBench;
import io.pilsim.platform.Metric;
import io.pilsim.platform.model.ModelTree;
import io.pilsim.platform.scenario.DeviceUse;
import io.pilsim.platform.scenario.HotWorkload;
import io.pilsim.platform.scenario.InvalidationMode;
import io.pilsim.platform.scenario.Maintenance;
import io.pilsim.platform.scenario.MappingTrait;
import io.pilsim.platform.scenario.Placement;
import io.pilsim.platform.scenario.Stages;
import io.pilsim.platform.scenario.Use;
import java.util.List;
import java.util.Set;

/**
 * The set-up of a measurement of map and unmap: threads without a device.
 *
 * @param thinkPs between two pairs: what a loop on a real machine varies by
 */
record HotSetup(
    int cpus,
    long bytes,
    Placement placement,
    Use use,
    Maintenance maintenance,
    Set<MappingTrait> traits,
    long warmupPairs,
    long pairs,
    long thinkPs) {
  private static final double PS_PER_US = 1e6;
  private static final long LARGEST_PAGE = 1L << 30;

  List<Metric> run(ModelTree model) {
    return HotBench.run(
        model,
        new HotWorkload(
            cpus,
            bytes,
            1,
            pairs,
            warmupPairs,
            LARGEST_PAGE,
            placement,
            Stages.STAGE1,
            use,
            InvalidationMode.STRICT,
            maintenance,
            traits,
            DeviceUse.NONE,
            false,
            thinkPs,
            0));
  }

  /** The mean of a distribution, in microseconds. */
  static double meanUs(List<Metric> metrics, String path) {
    for (Metric metric : metrics) {
      if (metric.path().equals(path) && metric instanceof Metric.Distribution distribution) {
        return distribution.latency().sumPs() / (double) distribution.latency().count() / PS_PER_US;
      }
    }
    throw new IllegalStateException("no distribution " + path);
  }

  static double value(List<Metric> metrics, String path) {
    for (Metric metric : metrics) {
      if (metric.path().equals(path) && metric instanceof Metric.Value value) {
        return value.value();
      }
    }
    throw new IllegalStateException("no value " + path);
  }
}
