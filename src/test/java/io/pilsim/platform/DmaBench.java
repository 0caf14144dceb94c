package io.pilsim.platform;

import io.pilsim.engine.EngineKind;
import io.pilsim.platform.model.ModelFiles;
import io.pilsim.platform.scenario.Assignment;
import io.pilsim.platform.scenario.PlannedVariant;
import io.pilsim.platform.scenario.ScenarioPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Writes scenarios of bus masters, and runs them on the platforms of this repository. */
final class DmaBench {
  private static final ModelFiles MODELS = new ModelFiles(Path.of("model"));

  private final Path folder;
  private final SimulationRun runner = new SimulationRun();

  DmaBench(Path folder) {
    this.folder = folder;
  }

  Path write(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One master {@code a} with these keys. */
  TestRun.Shown run(String platform, String keys, String... sets) {
    return run(EngineKind.DEFAULT, platform, keys, sets);
  }

  TestRun.Shown run(EngineKind engine, String platform, String keys, String... sets) {
    return new TestRun.Shown(runner.run(spec(engine, platform, "{a: {" + keys + "}}", sets)));
  }

  /** Any masters. */
  TestRun.Shown runAll(String platform, String masters, String... sets) {
    return new TestRun.Shown(runner.run(spec(EngineKind.DEFAULT, platform, masters, sets)));
  }

  RunSpec spec(EngineKind engine, String platform, String masters, String... sets) {
    String text =
        "scenario: s\nplatform: "
            + platform
            + "\nworkload:\n  flow: dma-stream\n  masters: "
            + masters
            + "\n";
    PlannedVariant planned = plan(text, sets).variants().get(0);
    return new RunSpec(planned.scenario(), planned.model().reader(), 1, 0, engine);
  }

  ScenarioPlan plan(String text, String... sets) {
    List<Assignment> assignments = Stream.of(sets).map(Assignment::parse).toList();
    return ScenarioPlan.load(write("scenario.yaml", text), MODELS, assignments, List.of());
  }

  static double value(TestRun.Shown shown, String path) {
    for (Metric metric : shown.outcome().metrics()) {
      if (metric.path().equals(path) && metric instanceof Metric.Value value) {
        return value.value();
      }
    }
    throw new AssertionError("no metric " + path);
  }
}
