package io.pilsim.experiment.injection;

import io.pilsim.engine.EngineKind;
import io.pilsim.experiment.Execution;
import io.pilsim.experiment.Progress;
import io.pilsim.experiment.injection.InjectedStep.Outcome;
import io.pilsim.platform.Aftermath;
import io.pilsim.platform.InjectionBench;
import io.pilsim.platform.RunSpec;
import io.pilsim.platform.scenario.PlannedVariant;
import io.pilsim.platform.scenario.ScenarioPlan;
import io.pilsim.software.linux.Errno;
import io.pilsim.software.routine.Fault;
import io.pilsim.software.routine.FaultPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;

/**
 * Repeats the flow of each variant once for each step of it, with that step failing: at its first,
 * middle and last repetition; in time where it waits for a limited time; for ever where it depends
 * on somebody else.
 */
public final class InjectionStudy {
  private final ScenarioPlan plan;
  private final InjectionBench bench;
  private final EngineKind engine;
  private final Progress progress;
  private final KnownUnrecoverable known = KnownUnrecoverable.load();

  public InjectionStudy(
      ScenarioPlan plan, InjectionBench bench, EngineKind engine, Progress progress) {
    this.plan = plan;
    this.bench = bench;
    this.engine = engine;
    this.progress = progress;
  }

  /** One fault at one repetition of one step. */
  private record Trial(FaultPoint point, Fault.Kind kind, int repetition) {
    Fault fault() {
      int errno = kind == Fault.Kind.TIMEOUT ? Errno.ETIMEDOUT : Errno.EIO;
      return new Fault(point.path(), kind, errno, Fault.Trigger.nth(repetition));
    }
  }

  /** All steps of all variants, in the order of the code. */
  public List<InjectedStep> run(int threads) {
    List<InjectedStep> steps = new ArrayList<>();
    try (Execution execution = new Execution(threads)) {
      for (PlannedVariant variant : plan.variants()) {
        run(variant, execution, steps);
      }
    }
    return steps;
  }

  private void run(PlannedVariant variant, Execution execution, List<InjectedStep> into) {
    Aftermath anyway = bench.run(spec(variant), List.of());
    List<Trial> trials = new ArrayList<>();
    for (FaultPoint point : bench.points(spec(variant))) {
      trials(point, trials);
    }
    progress.begin(trials.size());
    List<Callable<InjectedStep>> works = new ArrayList<>();
    for (Trial trial : trials) {
      works.add(() -> step(variant, trial, anyway));
    }
    execution.each(works, (index, step) -> into.add(step));
  }

  private static void trials(FaultPoint point, List<Trial> into) {
    TreeSet<Integer> repetitions = new TreeSet<>();
    repetitions.add(1);
    repetitions.add((point.times() + 1) / 2);
    repetitions.add(point.times());
    for (int repetition : repetitions) {
      into.add(new Trial(point, Fault.Kind.ERROR, repetition));
      if (point.timesOut()) {
        into.add(new Trial(point, Fault.Kind.TIMEOUT, repetition));
      }
      if (point.mayHang()) {
        into.add(new Trial(point, Fault.Kind.HANG, repetition));
      }
    }
  }

  private InjectedStep step(PlannedVariant variant, Trial trial, Aftermath anyway) {
    try {
      Aftermath came = bench.run(spec(variant), List.of(trial.fault()));
      return judged(variant.name(), trial, came, anyway);
    } finally {
      progress.step();
    }
  }

  private InjectedStep judged(String variant, Trial trial, Aftermath came, Aftermath anyway) {
    List<String> detail = new ArrayList<>();
    came.stuck().stream().map(thread -> "stuck: " + thread).forEach(detail::add);
    came.left().stream().filter(what -> !anyway.left().contains(what)).forEach(detail::add);
    Outcome outcome = came.states().equals(anyway.states()) ? Outcome.RECOVERED : Outcome.CLEAN;
    if (!detail.isEmpty()) {
      outcome = came.stuck().isEmpty() ? Outcome.LEAKED : Outcome.STUCK;
      Optional<KnownUnrecoverable.Entry> entry = known.of(trial.point.path());
      if (trial.point.releases() && trial.kind != Fault.Kind.HANG && entry.isPresent()) {
        outcome = Outcome.UNRECOVERABLE;
        detail.add(entry.get().kernel());
      }
    }
    return new InjectedStep(
        variant,
        trial.point.path(),
        trial.kind,
        trial.repetition,
        trial.point.times(),
        outcome,
        detail);
  }

  private RunSpec spec(PlannedVariant variant) {
    return new RunSpec(
        variant.scenario(), variant.model().reader(), variant.scenario().run().seed(), 0, engine);
  }
}
