package io.pilsim.experiment.sweep;

import io.pilsim.experiment.PlanSource;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.model.ModelFiles;
import io.pilsim.platform.scenario.Assignment;
import io.pilsim.platform.scenario.ScenarioPlan;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A scenario and the points at which it is to run; gives the checked plan of each. */
public final class SweepPlan {
  private final PlanSource source;
  private final Design design;
  private final ScenarioPlan base;

  /** Checks every value of every axis; throws with all mistakes. */
  public SweepPlan(PlanSource source, Design design) {
    this.source = source;
    this.design = design;
    this.base = source.plan(List.of());
    check();
  }

  private void check() {
    Set<String> mistakes = new LinkedHashSet<>();
    for (int axis = 0; axis < design.paths().size(); axis++) {
      String path = design.paths().get(axis);
      if (TrialHash.NO_PART.contains(path) && !path.equals("run.seed")) {
        mistakes.add("--over: " + path + ": changes no result, expected another leaf");
      }
      for (String value : design.samples(axis)) {
        try {
          source.plan(List.of(new Assignment("--over", path, value)));
        } catch (BadInputException e) {
          mistakes.addAll(e.lines());
        }
      }
    }
    if (base.variants().stream().anyMatch(each -> each.scenario().run().until().isPresent())) {
      mistakes.add(source.name() + ": run.until: a sweep runs a fixed number, expected none");
    }
    if (!mistakes.isEmpty()) {
      throw new BadInputException(List.copyOf(mistakes));
    }
  }

  /** Without any axis. */
  public ScenarioPlan base() {
    return base;
  }

  public ModelFiles models() {
    return source.models();
  }

  public Design design() {
    return design;
  }

  ScenarioPlan at(int point) {
    List<String> values = design.values(point);
    List<Assignment> over = new ArrayList<>();
    for (int axis = 0; axis < values.size(); axis++) {
      over.add(new Assignment("--over", design.paths().get(axis), values.get(axis)));
    }
    return source.plan(over);
  }
}
