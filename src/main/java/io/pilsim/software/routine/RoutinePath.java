package io.pilsim.software.routine;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The path of a row, looked up without running anything: through calls, undos, and all that a trap
 * may be answered with.
 */
public final class RoutinePath {
  private final String[] steps;
  private final Set<String> next = new LinkedHashSet<>();
  private int deepest;
  private final List<Row> found = new ArrayList<>();

  private RoutinePath(String path) {
    this.steps = path.split("\\.", -1);
  }

  /**
   * What is wrong with a path, in words, or nothing when a row has it.
   *
   * @param roots the routines that threads may start with
   * @param waits whether it must be a row that waits for a limited time
   */
  public static Optional<String> mistake(List<Routine<?>> roots, String path, boolean waits) {
    RoutinePath search = new RoutinePath(path);
    for (Routine<?> root : roots) {
      search.enter(root, 0);
    }
    if (search.found.isEmpty()) {
      return Optional.of(search.unknown());
    }
    if (waits && search.found.stream().noneMatch(Row::timesOut)) {
      return Optional.of("waits for nothing that could be late, expected kind error or hang");
    }
    return Optional.empty();
  }

  private String unknown() {
    String known = String.join(".", List.of(steps).subList(0, deepest));
    String of = known.isEmpty() ? "no such routine" : "no such step of " + known;
    return of + ", expected one of " + String.join(", ", next);
  }

  /** A routine whose name is to be the step at that place. */
  private void enter(Routine<?> routine, int at) {
    candidate(routine.name, at);
    if (at < steps.length && routine.name.equals(steps[at])) {
      rows(routine, at + 1);
    }
  }

  private void rows(Routine<?> routine, int at) {
    for (Row row : routine.rows) {
      candidate(row.step(), at);
      if (at < steps.length && row.step().equals(steps[at])) {
        if (at + 1 == steps.length) {
          found.add(row);
        } else {
          below(row, at + 1);
        }
      }
    }
  }

  private void below(Row row, int at) {
    if (row.operand() instanceof Row.Call call) {
      rows(call.routine(), at);
    }
    if (row.undo() != null) {
      enter(row.undo(), at);
    }
    if (row.operand() instanceof Row.Trap trap) {
      trap.vector().services().forEach(service -> enter(service, at));
    }
  }

  /** What could have stood there, kept for the deepest place that was reached. */
  private void candidate(String name, int at) {
    if (at > deepest) {
      deepest = at;
      next.clear();
    }
    if (at == deepest) {
      next.add(name);
    }
  }
}
