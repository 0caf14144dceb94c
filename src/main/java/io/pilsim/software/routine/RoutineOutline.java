package io.pilsim.software.routine;

import io.pilsim.software.routine.RoutineStep.Kind;
import io.pilsim.software.routine.Row.OnError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Describes the rows of a routine and of what it calls. A routine is built after those it calls, so
 * none calls itself.
 *
 * <p><b>Does not model:</b> which routine answers a trap: that depends on the registers.
 */
final class RoutineOutline {
  private final int deepest;
  private final List<RoutineStep> steps = new ArrayList<>();

  /**
   * @param depth how many levels of calls to follow
   */
  RoutineOutline(int depth) {
    this.deepest = depth;
  }

  List<RoutineStep> of(Routine<?> routine) {
    walk(routine, routine.name, 0);
    return List.copyOf(steps);
  }

  private void walk(Routine<?> routine, String path, int depth) {
    for (Row row : routine.rows) {
      String rowPath = path + "." + row.step();
      steps.add(step(routine, row, rowPath, depth));
      if (depth < deepest && row.operand() instanceof Row.Call call) {
        walk(call.routine(), rowPath, depth + 1);
      }
    }
  }

  private static RoutineStep step(Routine<?> routine, Row row, String path, int depth) {
    return new RoutineStep(
        path,
        depth,
        kind(row),
        row.operand() instanceof Cost cost ? Optional.of(cost) : Optional.empty(),
        modelPath(row),
        timeoutPs(row),
        row.undo() == null ? "" : row.undo().name,
        row.settledBy() == Row.NEVER ? "" : routine.rows[row.settledBy()].step(),
        onError(routine, row));
  }

  private static Kind kind(Row row) {
    return switch (row.op()) {
      case COMPUTE -> Kind.COMPUTE;
      case WORK -> Kind.WORK;
      case SLEEP -> Kind.SLEEP;
      case ACT -> Kind.ACT;
      case ACQUIRE -> Kind.LOCK;
      case RELEASE -> Kind.UNLOCK;
      case CALL -> ((Row.Call) row.operand()).more() == Row.Call.ALWAYS ? Kind.CALL : Kind.CALL_IF;
      case CALL_WHILE -> Kind.CALL_WHILE;
      case TRAP -> Kind.TRAP;
      case AWAIT -> Kind.AWAIT;
      case SPIN -> Kind.SPIN;
    };
  }

  private static String modelPath(Row row) {
    if (row.operand() instanceof Cost cost) {
      return cost.modelPath();
    }
    return row.operand() instanceof Row.Work work ? work.modelPath() : "";
  }

  private static OptionalLong timeoutPs(Row row) {
    if (row.operand() instanceof Row.Await await && await.timeoutPs() != Row.Await.FOR_EVER) {
      return OptionalLong.of(await.timeoutPs());
    }
    return OptionalLong.empty();
  }

  private static String onError(Routine<?> routine, Row row) {
    if (row.onError() == OnError.UNWIND_FROM) {
      return "unwind from " + routine.rows[row.label()].step();
    }
    return row.onError() == OnError.IGNORE ? "ignore" : RoutineStep.UNWIND;
  }
}
