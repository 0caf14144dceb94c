package io.pilsim.platform;

import io.pilsim.engine.RandomStreams;
import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.engine.stats.Unit;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.model.ModelReader;
import io.pilsim.platform.scenario.Flow;
import io.pilsim.platform.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;

/** Wires the machine of a run and lets it go. Keeps the files it has read for the next run. */
public final class SimulationRun implements Runner {
  /** Longer than any modelled timeout: a day. */
  static final long LIMIT_PS = 86_400_000_000_000_000L;

  private final InputCache inputs = new InputCache();

  @Override
  public RunOutcome run(RunSpec spec) {
    return run(spec, spec.engine().create(spec.trace()));
  }

  /** The same on an engine that is made already. */
  RunOutcome run(RunSpec spec, Simulator sim) {
    if (spec.scenario().workload().flow() == Flow.DMA_STREAM) {
      return new DmaRun(spec, inputs).run(sim);
    }
    if (spec.scenario().workload().hot().isPresent()) {
      return new HotRun(spec).run(sim);
    }
    List<String> notes = new ArrayList<>();
    RandomStreams random = new RandomStreams(spec.seed(), spec.replication());
    return run(spec, wire(spec, Intervention.NONE, notes, random, sim), random, notes);
  }

  /** The same on a machine that is wired already. */
  static RunOutcome run(
      RunSpec spec, BootMachine machine, RandomStreams random, List<String> notes) {
    try {
      boolean through = machine.story.run(LIMIT_PS);
      notes.addAll(new RunNotes(machine, spec.model()).lines());
      return outcome(machine, spec.model(), random, through, false, notes);
    } catch (ResetLine.Pulled e) {
      machine.faultLog.note("machine reset: " + e.getMessage());
      return outcome(machine, spec.model(), random, false, true, notes);
    }
  }

  /** What the parts refuse when they are put together are values that do not fit. */
  BootMachine wire(
      RunSpec spec,
      Intervention intervention,
      List<String> notes,
      RandomStreams random,
      Simulator sim) {
    Scenario scenario = spec.scenario();
    ModelReader model = spec.model();
    try {
      List<ProcessorImage> images = new RunInputs(inputs, scenario, model, notes).images();
      return new BootMachine(scenario, model, images, intervention, random, sim);
    } catch (BadInputException e) {
      throw e;
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new BadInputException(
          "model/" + scenario.platform() + ": values do not fit together: " + e.getMessage());
    }
  }

  private static RunOutcome outcome(
      BootMachine machine,
      ModelReader model,
      RandomStreams random,
      boolean through,
      boolean wasReset,
      List<String> notes) {
    Hardware hardware = machine.hardware;
    new Leftovers(machine).take(hardware.group("left"));
    hardware
        .group("invariants")
        .sample("broken", Unit.COUNT, "invariants of the modelled software that did not hold")
        .take(machine.findings.lines().size());
    List<String> broken = new ArrayList<>();
    int laws = 0;
    for (StatGroup group : wasReset ? List.<StatGroup>of() : hardware.stats) {
      broken.addAll(group.laws().broken());
      laws += group.laws().count();
    }
    List<String> log = new ArrayList<>();
    log.addAll(machine.kernel.log.lines());
    log.addAll(machine.faultLog.lines());
    return new RunOutcome(
        through ? RunOutcome.Status.COMPLETED : RunOutcome.Status.INCOMPLETE,
        MetricReader.read(hardware.stats),
        model.leavesRead(),
        random.drawn() > 0,
        laws,
        broken,
        hardware.sim.firedEvents(),
        machine.kernel.pool.overTime(),
        log,
        machine.findings.lines(),
        notes);
  }
}
