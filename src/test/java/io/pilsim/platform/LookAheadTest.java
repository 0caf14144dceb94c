package io.pilsim.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.engine.EngineKind;
import io.pilsim.engine.LookAhead;
import io.pilsim.experiment.PlanSource;
import io.pilsim.platform.model.ModelFiles;
import io.pilsim.platform.scenario.PlannedVariant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Steps that go through the calendar or do not: every scenario comes to the same. In short those
 * that take a second; {@code -Dpilsim.slow=true} runs all.
 */
final class LookAheadTest {
  private static final boolean SLOW = Boolean.getBoolean("pilsim.slow");
  private static final List<String> QUICK =
      List.of(
          "boot-adsp.yaml",
          "boot-generic.yaml",
          "gate-boot.yaml",
          "gate-map.yaml",
          "lifecycle.yaml",
          "where-to-put-the-carveout.yaml",
          "which-strategy.yaml");

  static List<Path> scenarios() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("scenarios"))) {
      List<Path> found =
          files
              .filter(file -> file.toString().endsWith(".yaml"))
              .filter(file -> SLOW || QUICK.contains(file.getFileName().toString()))
              .sorted()
              .toList();
      assertTrue(found.size() >= QUICK.size());
      return found;
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void changesNothing(Path scenario) {
    PlanSource source =
        new PlanSource(scenario, new ModelFiles(Path.of("model")), List.of(), List.of());
    for (PlannedVariant variant : source.plan(List.of()).variants()) {
      String ahead = run(variant, LookAhead.ON);
      assertTrue(ahead.length() > 500);
      assertEquals(ahead, run(variant, LookAhead.OFF), variant.name());
    }
  }

  private static String run(PlannedVariant variant, LookAhead lookAhead) {
    EngineKind engine = EngineKind.DEFAULT;
    RunSpec spec =
        new RunSpec(
            variant.scenario(),
            variant.model().reader(),
            variant.scenario().run().seed(),
            0,
            engine);
    RunOutcome outcome = new SimulationRun().run(spec, engine.create(lookAhead));
    assertEquals(List.of(), outcome.brokenLaws());
    return new TestRun.Shown(outcome).everything();
  }
}
