package io.pilsim.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.Allocation;
import io.pilsim.engine.EngineKind;
import io.pilsim.engine.LookAhead;
import io.pilsim.engine.RandomStreams;
import io.pilsim.engine.Simulator;
import io.pilsim.engine.SsjSimulator;
import io.pilsim.platform.model.ModelFiles;
import io.pilsim.platform.model.ModelReader;
import io.pilsim.platform.model.ModelTree;
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

/** Threads that map and unmap as a whole: engines, memory, and what is measured of the shared. */
final class HotMachineTest {
  private static final ModelFiles FILES = new ModelFiles(Path.of("model"));
  private static final ModelTree MMU500 = FILES.load("sa8775p");
  private static final ModelTree SMMUV3 = FILES.load("gem5-smmuv3");
  private static final long LIMIT_PS = 10_000_000_000_000L;
  private static final long MICROSECOND_PS = 1_000_000;

  private int cpus = 1;
  private long pairs = 20;
  private Use use = Use.PER_CALL;
  private InvalidationMode mode = InvalidationMode.STRICT;
  private DeviceUse device = DeviceUse.NONE;
  private boolean late;
  private boolean fill;
  private long bufferBytes = 64 * 1024;
  private long thinkPs;

  private HotMachine machine(ModelTree model, Simulator sim) {
    HotWorkload workload =
        new HotWorkload(
            cpus,
            bufferBytes,
            1,
            pairs,
            5,
            1L << 30,
            Placement.ALIGNED,
            Stages.STAGE1,
            use,
            mode,
            Maintenance.NATIVE,
            fill
                ? Set.of(MappingTrait.WALK_BY_CONTEXT, MappingTrait.FILL)
                : Set.of(MappingTrait.WALK_BY_CONTEXT),
            device,
            late,
            thinkPs,
            0);
    return new HotMachine(workload, model.reader(), new RandomStreams(7, 0), sim);
  }

  private List<Metric> run(ModelTree model, Simulator sim) {
    HotMachine machine = machine(model, sim);
    assertTrue(machine.flow.run(LIMIT_PS));
    machine.takeTotals();
    return MetricReader.read(machine.chip.stats);
  }

  private List<Metric> run() {
    return run(MMU500, EngineKind.DEFAULT.create());
  }

  private String everything(ModelTree model, Simulator sim) {
    StringBuilder text = new StringBuilder();
    for (Metric metric : run(model, sim)) {
      text.append(metric.path()).append(' ');
      if (metric instanceof Metric.Distribution distribution) {
        text.append(distribution.latency().count()).append(' ');
        text.append(distribution.latency().sumPs());
      } else {
        text.append(((Metric.Value) metric).value());
      }
      text.append('\n');
    }
    return text.append(sim.firedEvents()).toString();
  }

  @Test
  void everyEngineShowsTheSame() {
    cpus = 4;
    thinkPs = MICROSECOND_PS;
    device = DeviceUse.TOUCH;
    late = true;
    for (InvalidationMode each : InvalidationMode.values()) {
      mode = each;
      agree(MMU500);
    }
    mode = InvalidationMode.STRICT;
    agree(SMMUV3);
  }

  private void agree(ModelTree model) {
    String expected = everything(model, EngineKind.REFERENCE.create());
    assertTrue(expected.contains("map.pair_time " + cpus * pairs), expected);
    for (EngineKind engine : EngineKind.values()) {
      assertEquals(expected, everything(model, engine.create()), engine.name());
      assertEquals(expected, everything(model, engine.create(LookAhead.OFF)), engine.name());
    }
    assertEquals(expected, everything(model, new SsjSimulator()), "SSJ");
  }

  @Test
  void pairsAllocateNothing() {
    cpus = 2;
    pairs = 1_000_000;
    device = DeviceUse.TOUCH;
    nothingAllocated(MMU500);
    device = DeviceUse.NONE;
    nothingAllocated(SMMUV3);
  }

  private void nothingAllocated(ModelTree model) {
    Simulator sim = EngineKind.DEFAULT.create();
    HotMachine machine = machine(model, sim);
    assertFalse(machine.flow.run(2_000 * MICROSECOND_PS), "is not over");
    long fired = sim.firedEvents();
    long bytes = Allocation.bytesOf(300, () -> sim.runUntil(sim.nowPs() + 10 * MICROSECOND_PS));
    assertTrue(sim.firedEvents() - fired > 5_000, "events: " + (sim.firedEvents() - fired));
    assertTrue(bytes < 1024, bytes + " bytes");
  }

  @Test
  void aLockIsBusyForItsHoldsOverTheWindow() {
    use = Use.POOLED;
    List<Metric> metrics = run();
    long held =
        2 * Metrics.onlyPs(metrics, "lock.pool.hold_time"); // to take a buffer, and to give it back
    assertTrue(held > 0);
    assertEquals(
        (double) held / (double) Metrics.onlyPs(metrics, "map.pair_time"),
        Metrics.value(metrics, "lock.pool.utilization"),
        1e-12);
  }

  @Test
  void nothingIsBusierThanAllTheTime() {
    use = Use.POOLED;
    cpus = 16;
    pairs = 200;
    double busy = Metrics.value(run(), "lock.pool.utilization");
    assertTrue(busy > 0.99 && busy <= 1, "16 threads that want nothing but a lock: " + busy);
  }

  /** 1024 entries hold 2 MiB of 4 KiB pages and what the kernel uses, and 4 MiB not. */
  @Test
  void aThreadThatFillsMoreThanItsTlbHoldsWaitsForTheKernelsPages() {
    ModelReader model = MMU500.reader();
    long refillPs = model.count("linux.dma.pages_used") * model.durationPs("cpu.tlb.walk");
    bufferBytes = 2L << 20;
    long smallPs = Metrics.distribution(run(), "map.latency").minPs();
    bufferBytes = 4L << 20;
    long largePs = Metrics.distribution(run(), "map.latency").minPs();
    fill = true;
    assertEquals(largePs + refillPs, Metrics.distribution(run(), "map.latency").minPs());
    bufferBytes = 2L << 20;
    assertEquals(smallPs, Metrics.distribution(run(), "map.latency").minPs());
  }

  @Test
  void whereNoDeviceTriesNothingIsSaidOfWhatItCouldReach() {
    mode = InvalidationMode.LAZY;
    assertFalse(isMeasured(run()), "no device");
    late = true;
    assertFalse(isMeasured(run()), "no device, whatever it was told");
    late = false;
    device = DeviceUse.TOUCH;
    assertFalse(isMeasured(run()), "a device that reads no more");
    late = true;
    assertTrue(isMeasured(run()));
    assertTrue(Metrics.value(run(), "unmap.exposed_bytes_max") > 0);
  }

  @Test
  void lateReadsOfBuffersThatStayMappedAreToldFromThoseThatNeedAStaleEntry() {
    use = Use.POOLED;
    device = DeviceUse.TOUCH;
    late = true;
    List<Metric> metrics = run();
    assertEquals((double) pairs + 5, Metrics.value(metrics, "unmap.late.reads"));
    assertEquals((double) pairs + 5, Metrics.value(metrics, "unmap.late.mapped"));
    assertEquals(0, Metrics.value(metrics, "unmap.late.stale"));
  }

  private static boolean isMeasured(List<Metric> metrics) {
    return metrics.stream()
        .map(Metric::path)
        .anyMatch(List.of("unmap.exposure_window", "unmap.exposed_bytes_max")::contains);
  }
}
