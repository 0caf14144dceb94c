package io.pilsim.platform;

import io.pilsim.engine.EngineKind;
import io.pilsim.engine.RandomStreams;
import io.pilsim.flow.StaggeredBoots;
import io.pilsim.platform.model.ModelTree;
import io.pilsim.platform.scenario.CrashKind;
import io.pilsim.platform.scenario.Driver;
import io.pilsim.platform.scenario.El2Bindings;
import io.pilsim.platform.scenario.Flow;
import io.pilsim.platform.scenario.Host;
import io.pilsim.platform.scenario.Inputs;
import io.pilsim.platform.scenario.Operations;
import io.pilsim.platform.scenario.RunBudget;
import io.pilsim.platform.scenario.Scenario;
import io.pilsim.platform.scenario.Start;
import io.pilsim.platform.scenario.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Boots of one machine as its log has them, under its hypervisor, without a scenario file. */
public final class BootBench {
  private final SimulationRun runner = new SimulationRun();

  /**
   * How long each boot takes from the line that names the image to the one that says it is up.
   *
   * @param remoteprocs by the platform's names
   * @param startsPs of each
   */
  public List<Long> run(ModelTree model, List<String> remoteprocs, List<Long> startsPs) {
    EngineKind engine = EngineKind.DEFAULT;
    RunSpec spec = new RunSpec(scenario(model, remoteprocs), model.reader(), 1, 0, engine);
    BootMachine machine =
        runner.wire(
            spec, Intervention.NONE, new ArrayList<>(), new RandomStreams(1, 0), engine.create());
    StaggeredBoots boots = new StaggeredBoots(machine.fleet, startsPs);
    if (!boots.run(SimulationRun.LIMIT_PS)) {
      throw new IllegalStateException("a processor of a log does not come up");
    }
    return boots.loggedPs();
  }

  private static Scenario scenario(ModelTree model, List<String> remoteprocs) {
    return new Scenario(
        "log",
        model.platform(),
        new Inputs(Optional.empty(), List.of(), El2Bindings.FROM_MODEL, new TreeMap<>()),
        Host.QHEE,
        Driver.V10,
        new Workload(
            Flow.BOOT,
            remoteprocs,
            Start.COLD,
            CrashKind.WATCHDOG,
            new Operations(List.of("boot"), 0),
            Optional.empty()),
        List.of(),
        new RunBudget(1, 1));
  }
}
