package io.pilsim.experiment.sweep;

import io.pilsim.engine.EngineKind;
import io.pilsim.experiment.Workers;
import io.pilsim.platform.RunSpec;
import io.pilsim.platform.Runner;
import java.util.List;

/** Carries out trials in this process, on so many threads. */
final class LocalExecutor implements TrialExecutor {
  private final TrialRun trials;
  private final EngineKind engine;
  private final int threads;

  LocalExecutor(Runner runner, EngineKind engine, int threads) {
    this.trials = new TrialRun(runner);
    this.engine = engine;
    this.threads = threads;
  }

  @Override
  public int width() {
    return threads;
  }

  @Override
  public void run(List<TrialTask> tasks, Sink sink) {
    Workers.each(tasks.size(), threads, index -> sink.done(index, run(tasks.get(index))));
  }

  private Trial run(TrialTask task) {
    RunSpec spec =
        new RunSpec(
            task.variant().scenario(),
            task.variant().model().reader(),
            task.seed(),
            task.replication(),
            engine);
    return trials.run(task.key(), spec, task.warmup());
  }

  @Override
  public void close() {
    // threads end with the work that they were started for
  }
}
