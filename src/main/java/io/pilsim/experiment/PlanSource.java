package io.pilsim.experiment;

import io.pilsim.platform.model.InputFile;
import io.pilsim.platform.model.ModelFiles;
import io.pilsim.platform.scenario.Assignment;
import io.pilsim.platform.scenario.ScenarioPlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A scenario with options, read once, to be planned again and again with further leaves set. */
public final class PlanSource {
  private final Path file;
  private final byte[] bytes;
  private final ModelFiles models;
  private final List<Assignment> assignments;
  private final List<String> only;

  /**
   * @param only names of variants to keep; empty for all
   */
  public PlanSource(Path file, ModelFiles models, List<Assignment> assignments, List<String> only) {
    this.file = file;
    this.bytes = InputFile.read(file);
    this.models = models;
    this.assignments = List.copyOf(assignments);
    this.only = List.copyOf(only);
  }

  private PlanSource(PlanSource of, List<Assignment> assignments) {
    this.file = of.file;
    this.bytes = of.bytes;
    this.models = of.models;
    this.assignments = List.copyOf(assignments);
    this.only = of.only;
  }

  /** The same with further leaves set. */
  public PlanSource with(List<Assignment> more) {
    List<Assignment> all = new ArrayList<>(assignments);
    all.addAll(more);
    return new PlanSource(this, all);
  }

  public ModelFiles models() {
    return models;
  }

  /** As messages call the file. */
  public String name() {
    return InputFile.shown(file);
  }

  /** Throws with every mistake. */
  public ScenarioPlan plan(List<Assignment> more) {
    List<Assignment> all = new ArrayList<>(assignments);
    all.addAll(more);
    return ScenarioPlan.of(file, bytes, models, all, only);
  }
}
