package io.pilsim.experiment.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.engine.EngineKind;
import io.pilsim.formats.FormatException;
import io.pilsim.formats.ftrace.CapturedTrace;
import io.pilsim.formats.ftrace.TraceReader;
import io.pilsim.platform.Metric;
import io.pilsim.platform.RunOutcome;
import io.pilsim.platform.RunSpec;
import io.pilsim.platform.SimulationRun;
import io.pilsim.platform.model.ModelFiles;
import io.pilsim.platform.scenario.PlannedVariant;
import io.pilsim.platform.scenario.ScenarioPlan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Traces of our own model, whose counters are known from the run that wrote them. */
final class OwnTraceTest {
  private static final ModelFiles MODELS = new ModelFiles(Path.of("model"));
  private static final List<String> ALL = List.of("adsp", "cdsp0", "cdsp1", "gpdsp0", "gpdsp1");

  @TempDir private Path folder;

  private record Traced(RunOutcome outcome, CapturedTrace trace) {
    ReplayResult replayed() {
      return new ReplayStudy(MODELS, "sa8775p", new SimulationRun()).run(trace);
    }

    long metric(String path) {
      for (Metric metric : outcome.metrics()) {
        if (metric.path().equals(path) && metric instanceof Metric.Value value) {
          return (long) value.value();
        }
      }
      throw new AssertionError("no metric " + path);
    }

    long sum(List<String> names, String flow, String metric) {
      return names.stream().mapToLong(name -> metric(flow + "." + name + "." + metric)).sum();
    }
  }

  private Traced traced(String host, String driver, String flow, List<String> names)
      throws IOException, FormatException {
    String text =
        "scenario: x\nplatform: sa8775p\nhost: "
            + host
            + (driver.equals("none") ? "" : "\ndriver: " + driver)
            + "\nworkload: {flow: "
            + flow
            + ", remoteprocs: "
            + names
            + "}\n";
    Path scenario = Files.writeString(folder.resolve("x.yaml"), text);
    PlannedVariant variant =
        ScenarioPlan.load(scenario, MODELS, List.of(), List.of()).variants().get(0);
    FtraceText ftrace = new FtraceText();
    RunOutcome outcome =
        new SimulationRun()
            .run(
                new RunSpec(
                    variant.scenario(), variant.model().reader(), 1, 0, EngineKind.HEAP, ftrace));
    ftrace.write(folder.resolve("x.trace"));
    try (InputStream in = Files.newInputStream(folder.resolve("x.trace"))) {
      return new Traced(outcome, TraceReader.read("x.trace", in));
    }
  }

  @ParameterizedTest
  @CsvSource({"kvm, v1, one", "kvm, v10, one", "kvm, v10, all", "kvm, v10+fixes, all"})
  void aBootComesOutWithTheRunsCounters(String host, String driver, String which)
      throws IOException, FormatException {
    List<String> names = which.equals("one") ? List.of("adsp") : ALL;
    Traced traced = traced(host, driver, "boot", names);
    ReplayResult result = traced.replayed();
    ReplayCase asRecorded = result.cases().get(0);
    assertEquals(0, result.trace().unreadableLines());
    assertEquals(new Gaps(0, 0, 0, 0, 0, 0), result.capture().gaps());
    assertEquals(0, asRecorded.failed());
    assertEquals(
        traced.sum(names, "boot", "map.calls") + traced.sum(names, "boot", "devmem.calls"),
        asRecorded.mapCalls());
    assertEquals(
        traced.sum(names, "boot", "map.leaf_ptes") + traced.sum(names, "boot", "devmem.leaf_ptes"),
        asRecorded.leaves());
    assertEquals(traced.metric("scm.calls"), result.capture().calls().size());
    assertEquals(
        traced.metric("scm.entries"),
        result.capture().calls().stream().mapToLong(FirmwareCall::entries).sum());
    assertEquals(traced.metric("tz.calls"), traced.metric("scm.entries"));
    for (ProcessorBoot boot : result.capture().boots()) {
      long totalNs = traced.metric("boot." + boot.processor() + ".total_time") / 1000;
      assertTrue(Math.abs(boot.tookNs() - totalNs) <= 1, boot + " of " + totalNs); // rounding
    }
    assertEquals(names.size(), result.capture().boots().size());
  }

  @ParameterizedTest
  @CsvSource({"v10, one", "v10+fixes, all"})
  void aShutdownComesOutWithTheRunsCounters(String driver, String which)
      throws IOException, FormatException {
    List<String> names = which.equals("one") ? List.of("adsp") : ALL;
    Traced traced = traced("kvm", driver, "shutdown", names);
    ReplayCase asRecorded = traced.replayed().cases().get(0);
    assertEquals(0, asRecorded.failed());
    assertEquals(traced.sum(names, "shutdown", "unmap.calls"), asRecorded.unmapCalls());
    assertEquals(traced.sum(names, "shutdown", "unmap.leaf_ptes"), asRecorded.unmapLeaves());
    assertEquals(traced.sum(names, "shutdown", "unmap.tlbi"), asRecorded.invalidations());
    assertEquals(traced.sum(names, "shutdown", "unmap.tlb_syncs"), asRecorded.syncs());
  }

  @Test
  void aRecoveryOnAnotherTaskFindsItsDevice() throws IOException, FormatException {
    Traced traced = traced("kvm", "v10", "recovery", List.of("adsp"));
    ReplayResult result = traced.replayed();
    assertEquals(1, result.capture().devices().size());
    assertTrue(result.capture().tasks().size() > 1, result.capture().tasks().toString());
    assertEquals(0, result.cases().get(0).failed());
    assertEquals(new Gaps(0, 0, 0, 0, 0, 0), result.capture().gaps());
  }

  @Test
  void asRecordedTakesAsLongAsRecorded() throws IOException, FormatException {
    ReplayResult result = traced("kvm", "v10", "shutdown", List.of("adsp")).replayed();
    ReplayCase asRecorded = result.cases().get(0);
    long lastNs = 0;
    for (var task : result.capture().tasks()) {
      for (var step : task.steps()) {
        lastNs = Math.max(lastNs, (step.atPs() + step.heldPs()) / 1000);
      }
    }
    // what of the last step comes after its event: the end of the domain, told before it is over
    long afterNs = asRecorded.endPs() / 1000 - lastNs;
    assertTrue(afterNs >= 0 && afterNs < 50_000, "ns after the last event: " + afterNs);
  }

  @Test
  void strategiesKeepWhatIsMapped() throws IOException, FormatException {
    List<ReplayCase> cases = traced("kvm", "v10", "boot", List.of("adsp")).replayed().cases();
    assertEquals(
        List.of("as-recorded", "coalesced", "aligned", "kept"),
        cases.stream().map(each -> each.strategy().word()).toList());
    ReplayCase coalesced = cases.get(1);
    assertTrue(coalesced.maps() < cases.get(0).maps());
    assertEquals(cases.get(0).leaves(), coalesced.leaves()); // rows next to each other, still pages
    assertEquals(59 + 15, cases.get(2).leaves()); // 30 MiB are 15 blocks of 2 MiB
  }

  @Test
  void theHypervisorsHostMapsNothingThatLinuxSees() throws IOException, FormatException {
    ReplayResult result = traced("qhee", "none", "boot", List.of("adsp")).replayed();
    assertEquals(List.of(), result.cases());
    assertEquals(3, result.capture().calls().size());
    HostCase own =
        result.hosts().stream()
            .filter(each -> each.host().equals("qhee"))
            .findFirst()
            .orElseThrow();
    double slackNs = own.measuredNs() * 0.001; // the messages lie inside the flow
    assertEquals((double) own.measuredNs(), own.simulatedNs().orElseThrow(), slackNs);
  }

  @Test
  void theTraceThatShipsIsTheOneThatItsCommandWrites() throws IOException, FormatException {
    PlannedVariant variant =
        ScenarioPlan.load(Path.of("scenarios/boot-adsp.yaml"), MODELS, List.of(), List.of())
            .variants()
            .get(0);
    FtraceText ftrace = new FtraceText();
    new SimulationRun()
        .run(
            new RunSpec(
                variant.scenario(), variant.model().reader(), 1, 0, EngineKind.HEAP, ftrace));
    ftrace.write(folder.resolve("x.trace"));
    assertEquals(
        Files.readString(Path.of("scenarios/traces/boot-adsp.trace")),
        Files.readString(folder.resolve("x.trace")));
  }
}
