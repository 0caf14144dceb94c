package io.pilsim.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.platform.model.ModelFiles;
import io.pilsim.platform.scenario.DeviceUse;
import io.pilsim.platform.scenario.HotWorkload;
import io.pilsim.platform.scenario.InvalidationMode;
import io.pilsim.platform.scenario.Maintenance;
import io.pilsim.platform.scenario.MappingTrait;
import io.pilsim.platform.scenario.Placement;
import io.pilsim.platform.scenario.Stages;
import io.pilsim.platform.scenario.Use;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The time in which all threads are measured. */
final class HotWindowTest {
  private static final long PAIRS = 20;

  private static List<Metric> run(int cpus, int batch) {
    return HotBench.run(
        new ModelFiles(Path.of("model")).load("sa8775p"),
        new HotWorkload(
            cpus,
            4096,
            batch,
            PAIRS,
            4,
            1L << 30,
            Placement.ALIGNED,
            Stages.STAGE1,
            Use.PER_CALL,
            InvalidationMode.STRICT,
            Maintenance.NATIVE,
            Set.of(MappingTrait.WALK_BY_CONTEXT),
            DeviceUse.NONE,
            false,
            0,
            0));
  }

  /** One thread is measured from its first pair to its last: its window is all of it. */
  @Test
  void ofOneThreadHoldsAllItsPairs() {
    List<Metric> metrics = run(1, 2);
    assertEquals(2 * PAIRS, Metrics.value(metrics, "map.window_pairs"));
    assertEquals(
        Metrics.value(metrics, "map.total_rate"), Metrics.value(metrics, "map.window_rate"));
  }

  /** A lock that is held all the time is left as often as it is taken: by the utilisation law. */
  @Test
  void ofManyHoldsWhatTheBusiestLockLets() {
    List<Metric> metrics = run(8, 1);
    String lock = "iommu.device.cb_lock";
    double heldPs =
        metrics.stream()
            .filter(each -> each.path().equals(lock + ".hold_time"))
            .mapToDouble(
                each -> {
                  var latency = ((Metric.Distribution) each).latency();
                  return (double) latency.sumPs() / latency.count();
                })
            .findFirst()
            .orElseThrow();
    double expected = Metrics.value(metrics, lock + ".utilization") / heldPs * 1e12;
    assertEquals(
        expected, Metrics.value(metrics, "map.window_rate"), expected * 8 / (8 * PAIRS - 8));
    assertTrue(Metrics.value(metrics, "map.window_pairs") <= 8 * PAIRS);
  }
}
