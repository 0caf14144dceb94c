package io.pilsim.software.routine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pilsim.engine.Cycles;
import io.pilsim.software.routine.RoutineStep.Kind;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The expected steps are the builder's calls, read aloud. */
final class RoutineOutlineTest {
  private static final Cost FIND = new Cost("m.find", new Cycles(7));

  private final Signal never = new Signal();
  private final Routine<RoutineOutlineTest> inner =
      Routine.<RoutineOutlineTest>named("inner").work("copy", "m.rate", t -> 5).build();
  private final Routine<RoutineOutlineTest> drop =
      Routine.<RoutineOutlineTest>named("drop").act("gone", t -> 0).build();
  private final Routine<RoutineOutlineTest> outer =
      Routine.<RoutineOutlineTest>named("outer")
          .compute("find", FIND)
          .undo(drop)
          .call(inner, t -> t)
          .callIf(t -> true, inner, t -> t)
          .callWhile(t -> false, inner, t -> t)
          .ignore()
          .act("keep", t -> 0)
          .settles("find")
          .await("ready", t -> t.never, 9, -110)
          .unwindFrom("find")
          .await("for_ever", t -> t.never)
          .sleep("rest", "m.rest", t -> 3)
          .build();

  @Test
  void everyRowIsThereOnceInOrderWithThoseOfItsCalleeBelow() {
    assertEquals(
        List.of(
            "outer.find",
            "outer.inner",
            "outer.inner.copy",
            "outer.inner",
            "outer.inner.copy",
            "outer.inner",
            "outer.inner.copy",
            "outer.keep",
            "outer.ready",
            "outer.for_ever",
            "outer.rest"),
        outer.steps(1).stream().map(RoutineStep::path).toList());
  }

  @Test
  void depthZeroShowsTheRoutinesOwnRows() {
    assertEquals(
        List.of(
            Kind.COMPUTE,
            Kind.CALL,
            Kind.CALL_IF,
            Kind.CALL_WHILE,
            Kind.ACT,
            Kind.AWAIT,
            Kind.AWAIT,
            Kind.SLEEP),
        outer.steps(0).stream().map(RoutineStep::kind).toList());
  }

  @Test
  void aRowSaysWhatItCostsOwesAndDoesOnError() {
    List<RoutineStep> steps = outer.steps(0);
    assertEquals(
        new RoutineStep(
            "outer.find",
            0,
            Kind.COMPUTE,
            Optional.of(FIND),
            "m.find",
            OptionalLong.empty(),
            "drop",
            "keep",
            "unwind"),
        steps.get(0));
    assertEquals("ignore", steps.get(3).onError());
    assertEquals(OptionalLong.of(9), steps.get(5).timeoutPs());
    assertEquals("unwind from find", steps.get(5).onError());
    assertEquals(OptionalLong.empty(), steps.get(6).timeoutPs());
    assertEquals("m.rest", steps.get(7).modelPath());
    assertEquals("m.rate", outer.steps(1).get(2).modelPath());
  }
}
