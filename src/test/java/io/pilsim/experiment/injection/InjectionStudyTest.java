package io.pilsim.experiment.injection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.engine.EngineKind;
import io.pilsim.experiment.Progress;
import io.pilsim.experiment.injection.InjectedStep.Outcome;
import io.pilsim.platform.InjectionBench;
import io.pilsim.platform.model.ModelFiles;
import io.pilsim.platform.scenario.Assignment;
import io.pilsim.platform.scenario.ScenarioPlan;
import io.pilsim.software.routine.Fault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every step of a flow failing once. */
final class InjectionStudyTest {
  private static final List<InjectedStep> FIXED = inject("driver=v10+fixes");
  private static final List<InjectedStep> SHUTDOWN =
      inject("driver=v10+fixes", "workload.flow=shutdown");
  private static final List<InjectedStep> RECOVERY =
      inject("driver=v10+fixes", "workload.flow=recovery");
  private static final List<InjectedStep> V1 = inject("driver=v1");

  @Test
  void withTheFixesNothingLeaksAndOnlyHangsAreStuck() {
    for (List<InjectedStep> flow : List.of(FIXED, SHUTDOWN, RECOVERY)) {
      assertEquals(List.of(), paths(flow, Outcome.LEAKED));
      for (InjectedStep step : flow) {
        assertEquals(step.fault() == Fault.Kind.HANG, step.outcome() == Outcome.STUCK, step.step());
      }
    }
  }

  @Test
  void everyKnownStepWithoutRemedyIsShownByARun() {
    List<String> shown = new ArrayList<>(paths(FIXED, Outcome.UNRECOVERABLE));
    shown.addAll(paths(SHUTDOWN, Outcome.UNRECOVERABLE));
    shown.addAll(paths(RECOVERY, Outcome.UNRECOVERABLE));
    for (KnownUnrecoverable.Entry entry : KnownUnrecoverable.load().entries()) {
      String step = entry.step().replace(".D.", ".adsp.");
      assertTrue(shown.stream().anyMatch(path -> path.startsWith(step)), step);
    }
  }

  @Test
  void aStepWithoutRemedySaysWhatStaysAndWhichLineOfTheKernelIsToBlame() {
    InjectedStep step = find(FIXED, "boot.adsp.bridge_delete", Fault.Kind.ERROR, 1);
    assertEquals(Outcome.UNRECOVERABLE, step.outcome());
    assertTrue(step.detail().contains("adsp: SHM bridge over the carveout"), step.toString());
    assertTrue(step.detail().get(step.detail().size() - 1).startsWith("drivers/firmware/qcom/"));
  }

  @Test
  void aHangSaysWhatItIsStuckOn() {
    InjectedStep step = find(FIXED, "boot.adsp.ready", Fault.Kind.HANG, 1);
    assertEquals(List.of("stuck: boot.adsp.ready never comes back"), step.detail());
  }

  @Test
  void aTimeoutOfTheProcessorUnwindsAll() {
    assertEquals(Outcome.CLEAN, find(FIXED, "boot.adsp.ready", Fault.Kind.TIMEOUT, 1).outcome());
  }

  /** The image has 19 segments to load. */
  @Test
  void aRepeatedStepFailsAtItsFirstMiddleAndLastRepetition() {
    List<Integer> repetitions = new ArrayList<>();
    for (InjectedStep step : FIXED) {
      if (step.step().equals("boot.adsp.load.segments.segment.copy")) {
        repetitions.add(step.repetition());
      }
    }
    assertEquals(List.of(1, 10, 19), repetitions);
  }

  /** flow.md 1.2, D1: the loop that undoes never comes to row 0. */
  @Test
  void versionOneLeavesTheFirstDeviceMemoryRowWhenALaterOneFails() {
    String map = "boot.adsp.devmem_map.entry.iommu_map";
    assertEquals(Outcome.CLEAN, find(V1, map, Fault.Kind.ERROR, 1).outcome());
    InjectedStep second = find(V1, map, Fault.Kind.ERROR, 9);
    assertEquals(Outcome.LEAKED, second.outcome());
    // row 0 is 16 KiB: four pages
    assertTrue(
        second.detail().contains("adsp: 4 leaf PTEs never unmapped before the domain went"),
        second.toString());
  }

  /** flow.md 1.2, D5: past a failed authentication nobody deletes the bridge. */
  @Test
  void versionOneLeavesTheBridgeWhenAuthenticationFailsAndThenCannotBootAgain() {
    InjectedStep step = find(V1, "boot.adsp.auth.scm_call", Fault.Kind.ERROR, 1);
    assertEquals(Outcome.LEAKED, step.outcome());
    assertTrue(step.detail().contains("adsp: SHM bridge over the carveout"), step.toString());
    assertTrue(step.detail().contains("adsp: does not boot again"), step.toString());
  }

  /** flow.md 1.2, D6: a buffer of the pool freed by the wrong allocator. */
  @Test
  void versionOneLosesTheMetadataWhenTrustZoneRefusesIt() {
    InjectedStep step = find(V1, "boot.adsp.metadata.scm_call", Fault.Kind.ERROR, 1);
    assertEquals(Outcome.LEAKED, step.outcome());
    assertTrue(step.detail().contains("tzmem: 8192 bytes of the pool still in use"));
  }

  @Test
  void versionOneLeaksNowhereElseButInThoseThreeStages() {
    Set<String> stages = new TreeSet<>();
    for (String path : paths(V1, Outcome.LEAKED)) {
      stages.add(path.split("\\.", -1)[2]);
    }
    assertEquals(Set.of("auth", "devmem_map", "metadata"), stages);
  }

  @Test
  void theTableOfAllIsWrittenInTheOrderOfTheCode() {
    String json = InjectionJson.write(FIXED);
    assertTrue(json.startsWith("{\n  \"format\": \"pilsim-injection/1\""), json.substring(0, 80));
    assertTrue(
        json.indexOf("boot.adsp.request_firmware.find") < json.indexOf("boot.adsp.auth.scm_call"));
    assertFalse(json.contains("leaked"));
  }

  private static List<String> paths(List<InjectedStep> steps, Outcome outcome) {
    return steps.stream()
        .filter(step -> step.outcome() == outcome)
        .map(InjectedStep::step)
        .distinct()
        .toList();
  }

  private static InjectedStep find(
      List<InjectedStep> steps, String path, Fault.Kind kind, int repetition) {
    return steps.stream()
        .filter(s -> s.step().equals(path) && s.fault() == kind && s.repetition() == repetition)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no step " + path));
  }

  private static List<InjectedStep> inject(String... settings) {
    ScenarioPlan plan =
        ScenarioPlan.load(
            Path.of("scenarios/boot-adsp.yaml"),
            new ModelFiles(Path.of("model")),
            Stream.of(settings).map(Assignment::parse).toList(),
            List.of());
    return new InjectionStudy(plan, new InjectionBench(), EngineKind.HEAP, Progress.NONE).run(2);
  }
}
