package io.pilsim.flow;

import io.pilsim.engine.RandomStream;
import io.pilsim.software.linux.remoteproc.RemoteProc;
import java.util.List;
import java.util.Optional;

/** Which operation a processor goes through next. */
public abstract class LifecycleScript {
  /** An operation; a crash says of what kind. */
  record Next(LifecycleStep step, Crash crash) {}

  LifecycleScript() {}

  /** Empty when there is nothing more to do. */
  abstract Optional<Next> next(RemoteProc proc);

  /** Each processor has one of its own: the steps in their order. */
  public static LifecycleScript of(List<LifecycleStep> steps, Crash crash) {
    return new Fixed(List.copyOf(steps), crash);
  }

  /** Each processor has one of its own, all of which take from one budget. */
  public static LifecycleScript random(Budget budget, RandomStream stream) {
    return new Random(budget, stream);
  }

  /** How many operations are left for all processors together. */
  public static final class Budget {
    private long left;

    public Budget(long operations) {
      this.left = operations;
    }

    private boolean take() {
      return left-- > 0;
    }
  }

  private static final class Fixed extends LifecycleScript {
    private final List<LifecycleStep> steps;
    private final Crash crash;
    private int next;

    Fixed(List<LifecycleStep> steps, Crash crash) {
      this.steps = steps;
      this.crash = crash;
    }

    @Override
    Optional<Next> next(RemoteProc proc) {
      return next < steps.size()
          ? Optional.of(new Next(steps.get(next++), crash))
          : Optional.empty();
    }
  }

  /** What runs is shut down or crashes; what is off is mostly booted, and sometimes shut down. */
  private static final class Random extends LifecycleScript {
    private static final int ONE_IN = 10;

    private final Budget budget;
    private final RandomStream stream;

    Random(Budget budget, RandomStream stream) {
      this.budget = budget;
      this.stream = stream;
    }

    @Override
    Optional<Next> next(RemoteProc proc) {
      if (!budget.take()) {
        return Optional.empty();
      }
      Crash crash = List.of(Crash.values()).get(stream.nextInt(Crash.values().length));
      boolean runs = proc.state() == RemoteProc.State.RUNNING;
      boolean shutDown = runs ? stream.nextInt(2) == 0 : stream.nextInt(ONE_IN) == 0;
      LifecycleStep other = runs ? LifecycleStep.CRASH : LifecycleStep.BOOT;
      return Optional.of(new Next(shutDown ? LifecycleStep.SHUTDOWN : other, crash));
    }
  }
}
