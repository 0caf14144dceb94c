package io.pilsim.experiment.sweep;

import io.pilsim.platform.RunSpec;
import io.pilsim.platform.Runner;
import io.pilsim.platform.model.BadInputException;
import java.util.SortedMap;

/** Carries out one trial on this machine. One that cannot be run says why. */
final class TrialRun {
  private final Runner runner;

  TrialRun(Runner runner) {
    this.runner = runner;
  }

  Trial run(String key, RunSpec spec, SortedMap<String, Integer> warmup) {
    long begin = System.nanoTime();
    try {
      return Trial.of(key, runner.run(spec), warmup, System.nanoTime() - begin);
    } catch (BadInputException e) {
      String reason = String.join("; ", e.lines());
      return Trial.failed(key, Trial.Status.FAILED, reason, System.nanoTime() - begin);
    } catch (RuntimeException e) {
      return Trial.failed(key, Trial.Status.BROKEN, e.toString(), System.nanoTime() - begin);
    }
  }
}
