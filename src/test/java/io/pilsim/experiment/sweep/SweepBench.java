package io.pilsim.experiment.sweep;

import io.pilsim.engine.EngineKind;
import io.pilsim.experiment.PlanSource;
import io.pilsim.experiment.Progress;
import io.pilsim.platform.SimulationRun;
import io.pilsim.platform.model.ModelFiles;
import io.pilsim.platform.scenario.Assignment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Sweeps scenarios of this checkout, somewhere, into folders of their own. */
public final class SweepBench {
  static final Path MODELS = Path.of("model");

  private final Path folder;

  public SweepBench(Path folder) {
    this.folder = folder;
  }

  /** This process. */
  public static TrialExecutor here(int threads) {
    return new LocalExecutor(new SimulationRun(), EngineKind.DEFAULT, threads);
  }

  /** What {@code sweep.csv} holds in the end. */
  public String csv(String scenario, String over, TrialExecutor executor, String... sets)
      throws IOException {
    List<Assignment> assignments = Stream.of(sets).map(Assignment::parse).toList();
    Path file = Path.of("scenarios", scenario + ".yaml");
    PlanSource source = new PlanSource(file, new ModelFiles(MODELS), assignments, List.of());
    Axis axis = Axis.parse("--over", over);
    SweepPlan plan = new SweepPlan(source, Design.grid(List.of(axis)));
    Path out = Files.createTempDirectory(folder, "out");
    try (Journal journal = Journal.open(out.resolve(SweepFiles.JOURNAL))) {
      SweepRun.Outcome outcome =
          new SweepRun(plan, executor, Progress.NONE, journal).run(Shard.ALL, 1);
      SweepManifest manifest =
          new SweepManifest(
              scenario,
              "pilsim sweep",
              plan.base().flow().mainMetric(),
              plan.design().paths(),
              plan.design().size(),
              Shard.ALL,
              outcome.rows());
      new SweepFiles(manifest, journal, 2).write(out);
    }
    return Files.readString(out.resolve("sweep.csv"));
  }
}
