package io.pilsim.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pilsim.Property;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Random schedules against the sentence that defines the order of events. */
final class OrderPropertyTest {
  private static final List<Phase> PHASES = List.of(Phase.values());

  /**
   * What is scheduled, at a time and for a time.
   *
   * @param atPs when it is scheduled
   * @param silent whether it does nothing at all
   */
  private record Step(long atPs, long delayPs, Phase phase, boolean cancelled, boolean silent) {
    static Step draw(SplittableRandom random) {
      return new Step(
          1_000L * random.nextInt(20),
          random.nextBoolean() ? random.nextInt(4_000) : 1_000L * random.nextInt(4),
          PHASES.get(random.nextInt(PHASES.size())),
          random.nextInt(8) == 0,
          random.nextInt(3) == 0);
    }

    long duePs() {
      return atPs + delayPs;
    }
  }

  /** What fired, with its time, of the steps that are not silent. */
  private static List<String> fired(EngineKind kind, List<Step> steps, boolean withSilent) {
    Simulator sim = kind.create();
    List<String> log = new ArrayList<>();
    List<Step> inTurn = new ArrayList<>(steps);
    inTurn.sort(Comparator.comparingLong(Step::atPs)); // stable
    int loud = 0;
    for (Step step : inTurn) {
      int number = step.silent ? -1 : loud++;
      if (step.silent && !withSilent) {
        continue;
      }
      sim.runUntil(step.atPs);
      Event event =
          new Does(
              step.phase,
              () -> {
                if (!step.silent) {
                  log.add(number + " at " + sim.nowPs());
                }
              });
      sim.after(step.delayPs, event);
      if (step.cancelled) {
        sim.cancel(event);
      }
    }
    sim.runToQuiescence(Long.MAX_VALUE);
    return log;
  }

  /** By time, then phase, then as scheduled; what is due at once when scheduled fires at once. */
  private static List<String> expected(List<Step> steps) {
    List<Step> loud = new ArrayList<>(steps);
    loud.removeIf(Step::silent);
    loud.sort(Comparator.comparingLong(Step::atPs));
    List<Step> order = new ArrayList<>(loud);
    order.removeIf(Step::cancelled);
    order.sort(Comparator.comparingLong(Step::duePs).thenComparing(Step::phase));
    List<String> log = new ArrayList<>();
    IdentityHashMap<Step, Integer> numbers = new IdentityHashMap<>(); // two steps may be equal
    loud.forEach(step -> numbers.put(step, numbers.size()));
    order.forEach(step -> log.add(numbers.get(step) + " at " + step.duePs()));
    return log;
  }

  /** Outside of the run, everything that is due has fired: a zero delay begins a new turn. */
  private static List<Step> apart(List<Step> steps) {
    return steps.stream().filter(step -> step.delayPs > 0).toList();
  }

  @ParameterizedTest
  @EnumSource
  void eventsFireByTimeThenPhaseThenTurn(EngineKind kind) {
    new Property<>(
            Step::draw,
            (setting, steps) ->
                assertEquals(expected(apart(steps)), fired(kind, apart(steps), true)))
        .check(150, 80);
  }

  @ParameterizedTest
  @EnumSource
  void anEventThatDoesNothingChangesNothing(EngineKind kind) {
    new Property<>(
            Step::draw,
            (setting, steps) -> assertEquals(fired(kind, steps, false), fired(kind, steps, true)))
        .check(150, 80);
  }
}
