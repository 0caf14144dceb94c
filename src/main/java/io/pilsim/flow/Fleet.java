package io.pilsim.flow;

import io.pilsim.engine.Simulator;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * All remote processors of a run, and what they do outside what is measured: boots before, and
 * shutdowns after it.
 */
public final class Fleet {
  /** One of them: its threads, and all that can be seen of it. */
  public record Member(ProcessorThreads threads, ProcessorView view) {
    String name() {
      return threads.proc().name();
    }
  }

  private final List<Member> members;
  private final Invariants invariants;
  private final LongSupplier tzmemBytesInUse;
  private final Runnable mark;
  private final Simulator sim;

  /**
   * @param tzmemBytesInUse of the pool that they share
   * @param mark begins to measure: what statistics have counted until then is left out
   */
  public Fleet(
      List<Member> members,
      Invariants invariants,
      LongSupplier tzmemBytesInUse,
      Runnable mark,
      Simulator sim) {
    this.members = List.copyOf(members);
    this.invariants = invariants;
    this.tzmemBytesInUse = tzmemBytesInUse;
    this.mark = mark;
    this.sim = sim;
  }

  public List<Member> members() {
    return members;
  }

  /** What came before is not measured. */
  void beginMeasuring() {
    mark.run();
  }

  Simulator sim() {
    return sim;
  }

  /** Boots everything, unmeasured and without faults; whether it came to an end. */
  public boolean bootAll(long limitPs) {
    return all(ProcessorThreads::bootUnmeasured, limitPs);
  }

  /** Shuts down whatever runs, unmeasured and without faults. */
  public boolean shutDownAll(long limitPs) {
    return all(
        threads -> {
          if (threads.proc().users() > 0) {
            threads.shutdownUnmeasured();
          }
        },
        limitPs);
  }

  /** Lets everything come to its end; whether it does before the limit. */
  boolean settle(long limitPs) {
    boolean quiet = sim.runToQuiescence(limitPs);
    members.forEach(this::checkIfIdle);
    if (members.stream().allMatch(each -> each.threads.isIdle())) {
      invariants.whenQuiet(tzmemBytesInUse.getAsLong());
    }
    return quiet;
  }

  /** Checks what must hold of a processor that nobody deals with. */
  void checkIfIdle(Member member) {
    if (member.threads.isIdle()) {
      invariants.whenIdle(member.view);
    }
  }

  /** What each thread waits for that will not come to its end. */
  public List<String> stuck() {
    List<String> stuck = new ArrayList<>();
    members.forEach(each -> stuck.addAll(each.threads.stuck()));
    return stuck;
  }

  private boolean all(Consumer<ProcessorThreads> operation, long limitPs) {
    for (Member each : members) {
      if (each.threads.isIdle()) {
        operation.accept(each.threads);
      }
    }
    return settle(limitPs);
  }
}
