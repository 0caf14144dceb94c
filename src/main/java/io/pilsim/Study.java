package io.pilsim;

import io.pilsim.engine.EngineKind;
import io.pilsim.experiment.Progress;
import io.pilsim.experiment.ResultRecord;
import io.pilsim.experiment.StudyRun;
import io.pilsim.platform.SimulationRun;
import io.pilsim.platform.model.ModelFiles;
import io.pilsim.platform.scenario.Assignment;
import io.pilsim.platform.scenario.ScenarioPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A scenario to run: {@code Study.load(path).with("host", "kvm").run()}. Immutable; every change
 * gives another study.
 *
 * <p>What is wrong with a scenario, or with a change, is an {@link IllegalArgumentException} with
 * one line per mistake.
 */
public final class Study {
  private final Path scenario;
  private final List<Assignment> assignments;
  private final List<String> variants;
  private final int threads;

  private Study(Path scenario, List<Assignment> assignments, List<String> variants, int threads) {
    this.scenario = scenario;
    this.assignments = List.copyOf(assignments);
    this.variants = List.copyOf(variants);
    this.threads = threads;
  }

  /**
   * Platforms come from the folder {@code model} beside the scenario or above it.
   *
   * @param scenario a scenario file
   * @return a study of it
   */
  public static Study load(Path scenario) {
    return new Study(scenario, List.of(), List.of(), 1);
  }

  /**
   * With a leaf of the scenario or of its platform changed; wins over variants.
   *
   * @param path as {@code --set} takes it
   * @param value with its unit, as a scenario would have it
   * @return another study
   */
  public Study with(String path, Object value) {
    List<Assignment> more = new ArrayList<>(assignments);
    more.add(new Assignment("with", path, value.toString()));
    return new Study(scenario, more, variants, threads);
  }

  /**
   * With this variant only, or with this one too.
   *
   * @param name of a variant of the scenario
   * @return another study
   */
  public Study variant(String name) {
    List<String> more = new ArrayList<>(variants);
    more.add(name);
    return new Study(scenario, assignments, more, threads);
  }

  /**
   * On so many threads; the result is the same.
   *
   * @param count one or more
   * @return another study
   */
  public Study threads(int count) {
    return new Study(scenario, assignments, variants, count);
  }

  /**
   * Runs every replication of every variant.
   *
   * @return what they came to
   */
  public Result run() {
    ScenarioPlan plan =
        ScenarioPlan.load(scenario, new ModelFiles(modelFolder()), assignments, variants);
    StudyRun run = new StudyRun(plan, new SimulationRun(), EngineKind.DEFAULT, Progress.NONE);
    ResultRecord record = run.run(threads).result();
    return Result.of(record);
  }

  private Path modelFolder() {
    Path folder = scenario.toAbsolutePath().normalize().getParent();
    while (folder != null && !Files.isDirectory(folder.resolve("model"))) {
      folder = folder.getParent();
    }
    return folder == null ? Path.of("model") : folder.resolve("model");
  }
}
