package io.pilsim.experiment.sweep;

import io.pilsim.formats.FormatException;
import io.pilsim.platform.RunSpec;
import io.pilsim.platform.SimulationRun;
import io.pilsim.platform.model.ModelFiles;
import io.pilsim.platform.model.ModelTree;
import io.pilsim.platform.scenario.PlannedRun;
import java.util.HashMap;
import java.util.Map;

/** Carries out trials on a machine that has nothing but their texts and inputs. */
public final class TrialSite {
  private final TrialInputs inputs;
  private final TrialRun trials;
  private final Map<String, ModelTree> platforms = new HashMap<>();

  public TrialSite(TrialInputs inputs) {
    this.inputs = inputs;
    this.trials = new TrialRun(new SimulationRun(inputs::file));
  }

  /** From the text of a request to lines as a journal would have them. */
  public String run(String request) {
    try {
      TrialRequest asked = TrialRequest.read(request);
      PlannedRun planned = PlannedRun.of(asked.settings(), this::platform);
      RunSpec spec =
          new RunSpec(
              planned.scenario(),
              planned.model().reader(),
              asked.seed(),
              asked.replication(),
              asked.engine());
      return TrialReply.text(trials.run(asked.key(), spec, asked.warmup()));
    } catch (FormatException e) {
      throw new IllegalArgumentException(e.getMessage(), e); // of another version
    }
  }

  private synchronized ModelTree platform(String name) {
    return platforms.computeIfAbsent(name, any -> ModelFiles.parse(name, inputs.platform(name)));
  }
}
