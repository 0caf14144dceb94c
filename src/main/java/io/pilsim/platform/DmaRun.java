package io.pilsim.platform;

import io.pilsim.engine.RandomStreams;
import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.Latency;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.engine.stats.Unit;
import io.pilsim.hardware.dma.DmaStream;
import io.pilsim.platform.DmaMachine.Smmu;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.model.InputErrors;
import io.pilsim.platform.scenario.DmaWorkload;
import java.util.ArrayList;
import java.util.List;

/**
 * A run of flow dma-stream: the same masters with the same chances once without the SMMU, once with
 * it. What the second adds to the latencies of the first is the overhead of translation.
 */
final class DmaRun {
  /** Less of what is offered than that is an overload, not a burst. */
  private static final double KEEPS_UP = 0.95;

  private final RunSpec spec;
  private final DmaWorkload workload;
  private final InputCache files;
  private final List<Metric> metrics = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  DmaRun(RunSpec spec, InputCache files) {
    this.spec = spec;
    this.workload = spec.scenario().workload().dma().orElseThrow();
    this.files = files;
  }

  RunOutcome run(Simulator sim) {
    InputErrors errors = new InputErrors();
    new ValueChecks(spec.model().tree(), errors).check();
    errors.throwIfAny();
    DmaMachine bare = wire(chances(), spec.engine().create(), Smmu.ABSENT);
    List<Latency> withoutSmmu = new ArrayList<>();
    go(bare, () -> bare.streams.forEach(s -> withoutSmmu.add(s.measuredLatency().copy())));
    RandomStreams random = chances();
    DmaMachine machine = wire(random, sim, Smmu.PRESENT);
    boolean atRest = go(machine, () -> measure(machine, withoutSmmu));
    return outcome(machine, sim, random.drawn() > 0, atRest);
  }

  private boolean go(DmaMachine machine, Runnable measured) {
    return machine.flow.run(
        workload.warmupPs(), workload.durationPs(), SimulationRun.LIMIT_PS, measured);
  }

  private RandomStreams chances() {
    return new RandomStreams(spec.seed(), spec.replication());
  }

  /** What the parts refuse when they are put together are values that do not fit. */
  private DmaMachine wire(RandomStreams random, Simulator sim, Smmu present) {
    try {
      DmaSources sources = new DmaSources(files, random);
      return new DmaMachine(workload, spec.model(), sources, random, sim, present);
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

  /** Takes all that was measured as it is now. */
  private void measure(DmaMachine machine, List<Latency> withoutSmmu) {
    for (Metric metric : MetricReader.read(machine.stats)) {
      metrics.add(
          metric instanceof Metric.Distribution d
              ? new Metric.Distribution(d.path(), d.unit(), d.latency().copy())
              : metric);
    }
    for (int i = 0; i < machine.streams.size(); i++) {
      String path = "dma." + workload.masters().get(i).name();
      DmaStream stream = machine.streams.get(i);
      bandwidth(path, stream);
      overhead(path, stream.measuredLatency(), withoutSmmu.get(i));
      overload(workload.masters().get(i).name(), stream);
    }
  }

  private void overload(String name, DmaStream stream) {
    double share = stream.carriedShare();
    if (share < KEEPS_UP) {
      notes.add(
          name
              + ": offers more than can be carried, which is "
              + Math.round(100 * share)
              + " % of it: what waits grows, and its latency is that of a run of this length");
    }
  }

  /** Over the time that is measured, or until the master was through, if that was before. */
  private void bandwidth(String path, DmaStream stream) {
    long from = workload.warmupPs();
    long durationPs =
        workload.durationPs().isPresent() && !stream.isAtRest()
            ? workload.durationPs().getAsLong() - from
            : stream.activePs(from);
    if (durationPs > 0) {
      double perSecond = stream.measuredBytes() * 1e12 / durationPs;
      metrics.add(new Metric.Value(path + ".bandwidth", Unit.BYTES_PER_SECOND, perSecond));
    }
  }

  private void overhead(String path, Latency with, Latency without) {
    if (with.count() > 0 && without.count() > 0 && without.sumPs() > 0) {
      double time = (double) with.sumPs() / with.count();
      double alone = (double) without.sumPs() / without.count();
      metrics.add(
          new Metric.Value(path + ".translation_overhead", Unit.FRACTION, (time - alone) / alone));
      if (time < alone) {
        notes.add(
            path
                + ".translation_overhead is below 0: requests come to memory in another order, and"
                + " masters that translation slows down leave more of it to this one");
      }
    }
  }

  private RunOutcome outcome(
      DmaMachine machine, Simulator sim, boolean usedChance, boolean atRest) {
    List<String> broken = new ArrayList<>();
    int laws = 0;
    for (StatGroup group : machine.stats) {
      broken.addAll(group.laws().broken());
      laws += group.laws().count();
    }
    for (int i = 0; i < machine.streams.size(); i++) {
      String name = workload.masters().get(i).name();
      long refused = machine.streams.get(i).refused();
      if (refused > 0) {
        notes.add(name + ": the SMMU refused " + refused + " requests");
      }
      if (machine.streams.get(i).measuredLatency().count() == 0) {
        notes.add(name + ": nothing was measured, all of it came before the end of run.warmup");
      }
    }
    return new RunOutcome(
        atRest ? RunOutcome.Status.COMPLETED : RunOutcome.Status.INCOMPLETE,
        metrics,
        spec.model().leavesRead(),
        usedChance,
        laws,
        broken,
        sim.firedEvents(),
        List.of(),
        machine.faultLog.lines(),
        List.of(),
        notes);
  }
}
