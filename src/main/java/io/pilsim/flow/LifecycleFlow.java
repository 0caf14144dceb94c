package io.pilsim.flow;

import io.pilsim.engine.Event;
import io.pilsim.engine.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Takes each remote processor through a sequence of operations, one after the other, all processors
 * at the same time. What must hold is checked after every operation.
 */
public final class LifecycleFlow implements Story {
  private static final int MOST_FAILURES = 10;

  private final Fleet fleet;
  private final LifecycleMeasures measures;
  private final List<Actor> actors = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();

  /**
   * @param scripts in the order of the fleet
   */
  public LifecycleFlow(Fleet fleet, List<LifecycleScript> scripts, LifecycleMeasures measures) {
    this.fleet = fleet;
    this.measures = measures;
    for (int i = 0; i < scripts.size(); i++) {
      actors.add(new Actor(fleet.members().get(i), scripts.get(i)));
    }
  }

  /** Goes through when every operation has come to an end, good or bad. */
  @Override
  public boolean run(long limitPs) {
    for (Actor each : actors) {
      fleet.sim().after(0, each);
    }
    boolean quiet = fleet.settle(limitPs);
    while (quiet && goOn()) {
      quiet = fleet.settle(limitPs);
    }
    return quiet && fleet.stuck().isEmpty();
  }

  @Override
  public List<String> failures() {
    long more = measures.failed.value() - failures.size();
    List<String> lines = new ArrayList<>(failures);
    if (more > 0) {
      lines.add("and " + more + " more operations failed");
    }
    return lines;
  }

  private void noteFailure(String name, LifecycleStep step, int errno) {
    if (failures.size() < MOST_FAILURES) {
      String what =
          step == LifecycleStep.ACCESS || step == LifecycleStep.CRASH
              ? "recovery"
              : step.name().toLowerCase(Locale.ROOT);
      failures.add(name + ": " + what + " failed: " + errno);
    }
  }

  /** Those whose last operation has set nothing off; whether there are any. */
  private boolean goOn() {
    boolean any = false;
    for (Actor each : actors) {
      any |= each.goOnIfNothingHappened();
    }
    return any;
  }

  /** Who operates one processor: fires to begin the next operation. */
  private final class Actor extends Event {
    private final Fleet.Member member;
    private final LifecycleScript script;
    private boolean waiting;
    private long fromPs;

    Actor(Fleet.Member member, LifecycleScript script) {
      super(Phase.ISSUE);
      this.member = member;
      this.script = script;
    }

    @Override
    protected void fire(long nowPs) {
      Optional<LifecycleScript.Next> next = script.next(member.threads().proc());
      next.ifPresent(this::begin);
    }

    private void begin(LifecycleScript.Next next) {
      measures.operations.increment();
      waiting = true;
      fromPs = fleet.sim().nowPs();
      ProcessorThreads threads = member.threads();
      switch (next.step()) {
        case BOOT -> threads.boot(result -> over(next.step(), result));
        case SHUTDOWN -> threads.shutdown(result -> over(next.step(), result));
        case CRASH -> {
          threads.awaitRecovery(result -> over(next.step(), result));
          next.crash().befall(member.view());
        }
        case ACCESS -> {
          threads.awaitRecovery(result -> over(next.step(), result));
          member.view().accessCarveout();
        }
      }
    }

    private void over(LifecycleStep step, int result) {
      waiting = false;
      fleet.checkIfIdle(member);
      if (result != 0) {
        measures.failed.increment();
        noteFailure(member.name(), step, result);
      } else {
        long tookPs = fleet.sim().nowPs() - fromPs;
        switch (step) {
          case BOOT -> measures.bootTime.record(tookPs);
          case SHUTDOWN -> measures.shutdownTime.record(tookPs);
          case CRASH, ACCESS -> measures.recoveryTime.record(tookPs);
        }
      }
      fleet.sim().after(0, this);
    }

    boolean goOnIfNothingHappened() {
      if (!waiting || !member.threads().isIdle()) {
        return false;
      }
      waiting = false;
      measures.ineffective.increment();
      fleet.sim().after(0, this);
      return true;
    }
  }
}
