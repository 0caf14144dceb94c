package io.pilsim.software.routine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Paths of rows, checked before anything runs. */
final class RoutinePathTest {
  private final Routine<Object> answer =
      Routine.<Object>named("create").act("insert", frame -> 0).build();
  private final Vector<Object> monitor =
      new Vector<>() {
        @Override
        public Routine<Object> answer(Object registers) {
          return answer;
        }

        @Override
        public List<Routine<Object>> services() {
          return List.of(answer);
        }
      };
  private final Routine<Object> call =
      Routine.<Object>named("call")
          .act("arguments", frame -> 0)
          .undo(Routine.<Object>named("forget").act("clear", frame -> 0).build())
          .trap("smc", monitor, frame -> frame)
          .await("ready", frame -> new Signal(), 5, -110)
          .build();
  private final Routine<Object> boot =
      Routine.<Object>named("boot").call(call, frame -> frame).build();

  @Test
  void leadsThroughCallsUndosAndAnswersToTraps() {
    for (String path :
        List.of(
            "boot.call",
            "boot.call.smc",
            "boot.call.smc.create.insert",
            "boot.call.arguments.forget.clear")) {
      assertEquals(Optional.empty(), RoutinePath.mistake(List.of(boot), path, false), path);
    }
  }

  @Test
  void saysWhatCouldStandWhereAPathEnds() {
    assertEquals(
        Optional.of("no such routine, expected one of boot"),
        RoutinePath.mistake(List.of(boot), "boof.call", false));
    assertEquals(
        Optional.of("no such step of boot.call, expected one of arguments, smc, ready"),
        RoutinePath.mistake(List.of(boot), "boot.call.smcs", false));
    assertEquals(
        Optional.of("no such step of boot.call.smc, expected one of create"),
        RoutinePath.mistake(List.of(boot), "boot.call.smc.delete", false));
  }

  @Test
  void onlyARowThatWaitsForALimitedTimeCanBeLate() {
    assertEquals(Optional.empty(), RoutinePath.mistake(List.of(boot), "boot.call.ready", true));
    assertEquals(
        Optional.of("waits for nothing that could be late, expected kind error or hang"),
        RoutinePath.mistake(List.of(boot), "boot.call.smc", true));
  }
}
