package io.pilsim.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.engine.EngineKind;
import io.pilsim.engine.trace.TraceRecorder;
import io.pilsim.engine.trace.TraceSink;
import io.pilsim.flow.FlowStages;
import io.pilsim.platform.scenario.Driver;
import io.pilsim.platform.scenario.Flow;
import io.pilsim.platform.scenario.Host;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a run tells of itself; the recorder refuses slices that do not nest. */
final class TimelineOfBootTest {
  private static final List<String> ALL = List.of("adsp", "cdsp0", "cdsp1", "gpdsp0", "gpdsp1");

  private record Watched(TestRun.Shown shown, TraceRecorder trace) {
    List<TraceRecorder.Slice> on(String track) {
      return trace.slices().stream().filter(slice -> slice.track().equals(track)).toList();
    }

    long spentPs(String track, String name) {
      return on(track).stream()
          .filter(slice -> slice.name().equals(name))
          .mapToLong(slice -> slice.toPs() - slice.fromPs())
          .sum();
    }
  }

  private static RunSpec traced(RunSpec spec, TraceSink trace) {
    return new RunSpec(
        spec.scenario(),
        TestRun.model().reader(),
        spec.seed(),
        spec.replication(),
        spec.engine(),
        trace);
  }

  private static Watched watch(TestRun run) {
    TraceRecorder trace = new TraceRecorder();
    RunOutcome outcome = new SimulationRun().run(traced(run.spec(), trace));
    return new Watched(new TestRun.Shown(outcome), trace);
  }

  @ParameterizedTest
  @EnumSource(EngineKind.class)
  void lookingChangesNothing(EngineKind engine) {
    TestRun run = TestRun.adsp().all().on(engine);
    assertEquals(run.run().everything(), watch(run).shown.everything());
  }

  @Test
  void everyEngineTellsTheSame() {
    TraceRecorder heap = watch(TestRun.adsp().all()).trace;
    TraceRecorder wheel = watch(TestRun.adsp().all().on(EngineKind.WHEEL)).trace;
    assertEquals(heap.slices(), wheel.slices());
    assertEquals(heap.values(), wheel.values());
    assertEquals(heap.stations(), wheel.stations());
    assertEquals(heap.notes(), wheel.notes());
  }

  @ParameterizedTest
  @CsvSource({"KVM, V1", "KVM, V10", "KVM, V10_FIXES", "QHEE, V10"})
  void slicesOfStagesAreTheLatencyBudget(Host host, Driver driver) {
    Watched watched = watch(TestRun.adsp().all().under(host).by(driver));
    for (String name : driver == Driver.V1 ? List.of("adsp") : ALL) { // v1 fails the others
      long sumPs = 0;
      for (String stage : FlowStages.BOOT.steps()) {
        long slicePs = watched.spentPs("threads/" + name, "boot." + name + "." + stage);
        long waitPs = 0;
        if (stage.equals("request_firmware")) {
          waitPs = watched.on("threads/" + name).get(0).fromPs();
          waitPs += watched.spentPs("threads/" + name, "boot.lock_rproc");
        }
        assertEquals(
            watched.shown.count("boot." + name + ".stage." + stage), slicePs + waitPs, stage);
        sumPs += slicePs + waitPs;
      }
      assertEquals(watched.shown.count("boot." + name + ".total_time"), sumPs);
    }
  }

  @ParameterizedTest
  @CsvSource({"KVM", "QHEE"})
  void aCoreIsAtOneLevelAtATimeWheneverAThreadHasIt(Host host) {
    Watched watched = watch(TestRun.adsp().all().under(host).flow(Flow.RECOVERY));
    for (int core = 0; core < 8; core++) {
      List<TraceRecorder.Slice> levels = new ArrayList<>();
      for (String level : List.of("EL1", "EL2", "EL3", "S-EL1")) {
        levels.addAll(watched.on("cpu" + core + "/" + level));
      }
      levels.sort(Comparator.comparingLong(TraceRecorder.Slice::fromPs));
      for (int i = 1; i < levels.size(); i++) {
        assertTrue(levels.get(i - 1).toPs() <= levels.get(i).fromPs(), levels.get(i).toString());
      }
      assertEquals(spanPs(watched.on("cpu" + core + "/threads")), spanPs(levels));
    }
    assertEquals(host == Host.QHEE, !watched.on("cpu0/EL1").isEmpty());
  }

  private static long spanPs(List<TraceRecorder.Slice> slices) {
    return slices.stream().mapToLong(slice -> slice.toPs() - slice.fromPs()).sum();
  }

  @Test
  void locksAreHeldAsLongAsTheirStatisticsSay() {
    Watched watched = watch(TestRun.adsp().all());
    List<TraceRecorder.Slice> held = watched.on("lock/scm.lock");
    assertEquals(watched.shown.sumPs("scm.lock.hold_time"), spanPs(held));
    assertEquals(watched.shown.count("scm.lock.acquisitions"), held.size());
    List<TraceRecorder.Value> waiters =
        watched.trace.values().stream()
            .filter(value -> value.track().equals("lock/scm.lock.waiters"))
            .toList();
    assertEquals(2 * watched.shown.count("scm.lock.contended"), waiters.size());
    assertEquals(0, waiters.get(waiters.size() - 1).value());
  }

  @Test
  void walksAreAsManyAndAsLongAsCounted() {
    Watched watched = watch(TestRun.adsp());
    List<TraceRecorder.Slice> all =
        watched.trace.slices().stream()
            .filter(slice -> slice.track().startsWith("smmu/smmu.walker"))
            .toList();
    List<TraceRecorder.Slice> walks =
        all.stream().filter(slice -> !slice.name().startsWith("read ")).toList();
    assertEquals(watched.shown.count("smmu.walks"), walks.size());
    assertEquals(watched.shown.count("smmu.pte_reads"), all.size() - walks.size());
    assertEquals(
        watched.shown.sumPs("smmu.walk_time") - watched.shown.sumPs("smmu.walk_wait"),
        spanPs(walks));
  }

  @Test
  void anArrowLeadsFromTheSmcThroughTrustZoneAndTheDspToTheSmmu() {
    Watched watched = watch(TestRun.adsp());
    Map<Integer, List<String>> chains =
        watched.trace.stations().stream()
            .collect(
                Collectors.groupingBy(
                    TraceRecorder.Station::flow,
                    TreeMap::new,
                    Collectors.mapping(TraceRecorder.Station::track, Collectors.toList())));
    assertEquals(watched.shown.count("scm.entries"), chains.size());
    assertTrue(
        chains.values().stream().allMatch(c -> c.get(0).equals("threads/adsp")), chains.toString());
    assertTrue(chains.values().stream().allMatch(c -> c.get(1).equals("cpu0/EL3")));
    assertTrue(
        chains.values().stream()
            .anyMatch(
                c -> c.containsAll(List.of("dsp/adsp", "smmu/smmu.tcu", "smmu/smmu.walker0"))));
  }

  @Test
  void underAHypervisorTheArrowGoesThroughItsLevelToTheInvalidation() {
    Watched watched = watch(TestRun.adsp().under(Host.QHEE).flow(Flow.SHUTDOWN));
    assertTrue(watched.trace.stations().stream().anyMatch(s -> s.track().equals("smmu/smmu.tlbi")));
    int flow =
        watched.trace.stations().stream()
            .filter(s -> s.track().equals("smmu/smmu.tlbi"))
            .findFirst()
            .orElseThrow()
            .flow();
    List<String> chain =
        watched.trace.stations().stream()
            .filter(s -> s.flow() == flow)
            .map(TraceRecorder.Station::track)
            .toList();
    assertEquals("cpu0/EL2", chain.get(1));
  }

  @Test
  void theKernelsLinesComeFromTheThreadThatPrintsThem() {
    Watched watched = watch(TestRun.adsp().of("adsp", "cdsp0"));
    List<TraceRecorder.Note> up =
        watched.trace.notes().stream().filter(note -> note.text().endsWith("is now up")).toList();
    assertEquals(
        List.of("threads/adsp", "threads/cdsp0"),
        up.stream().map(TraceRecorder.Note::thread).sorted().toList());
  }

  @Test
  void aThreadThatNeverComesBackLeavesItsSlicesOpen() {
    Watched watched =
        watch(TestRun.adsp().fault("hang at boot.adsp.auth.scm_call.scm_smc.attempt.enter.smc"));
    assertTrue(watched.trace.open().contains("threads/adsp"), watched.trace.open().toString());
  }
}
