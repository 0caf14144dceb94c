package io.pilsim.platform;

import io.pilsim.engine.RandomStreams;
import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.model.InputErrors;
import io.pilsim.platform.scenario.HotWorkload;
import java.util.ArrayList;
import java.util.List;

/** A run of flow map-unmap. */
final class HotRun {
  /** Longer than any run is meant to take: a day. */
  private static final long LIMIT_PS = 86_400_000_000_000_000L;

  private final RunSpec spec;
  private final HotWorkload workload;

  HotRun(RunSpec spec) {
    this.spec = spec;
    this.workload = spec.scenario().workload().hot().orElseThrow();
  }

  RunOutcome run(Simulator sim) {
    InputErrors errors = new InputErrors();
    new ValueChecks(spec.model().tree(), errors).check();
    errors.throwIfAny();
    RandomStreams random = new RandomStreams(spec.seed(), spec.replication());
    HotMachine machine = wire(random, sim);
    boolean over = machine.flow.run(LIMIT_PS);
    machine.takeTotals();
    List<String> broken = new ArrayList<>();
    int laws = 0;
    for (StatGroup group : machine.chip.stats) {
      broken.addAll(group.laws().broken());
      laws += group.laws().count();
    }
    List<String> notes = new ArrayList<>();
    machine.flow.clients().stream()
        .filter(each -> each.error() != 0)
        .findFirst()
        .ifPresent(each -> notes.add("a thread ended with error " + each.error()));
    return new RunOutcome(
        over ? RunOutcome.Status.COMPLETED : RunOutcome.Status.INCOMPLETE,
        MetricReader.read(machine.chip.stats),
        spec.model().leavesRead(),
        random.drawn() > 0,
        laws,
        broken,
        sim.firedEvents(),
        List.of(),
        machine.chip.faultLog.lines(),
        List.of(),
        notes);
  }

  /** What the parts refuse when they are put together are values that do not fit. */
  private HotMachine wire(RandomStreams random, Simulator sim) {
    try {
      return new HotMachine(workload, spec.model(), random, sim);
    } catch (BadInputException e) {
      throw e;
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new BadInputException(
          "model/"
              + spec.scenario().platform()
              + ": values do not fit together: "
              + e.getMessage());
    }
  }
}
