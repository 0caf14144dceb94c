package io.pilsim.software.routine;

import io.pilsim.software.routine.Row.OnError;
import io.pilsim.software.routine.Row.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/**
 * A software path as a list of rows, in the order of the code it models. Immutable, shared by all
 * threads.
 *
 * <p><b>Models:</b> time, effects, locks, calls, traps, waits, and what the real code does on
 * error: unwind what is owed, last first (the default), ignore it, or go to a label.
 *
 * <p><b>Does not model:</b> instructions. A row fails before it takes effect, or not at all.
 *
 * @param <F> the frame: the working memory of one invocation; it holds its callees' frames
 */
@SuppressWarnings("UnusedTypeParameter") // F types the frames that the rows are given
public final class Routine<F> {
  final String name;
  final Row[] rows;

  private Routine(String name, List<Row> rows) {
    this.name = name;
    this.rows = rows.toArray(new Row[0]);
  }

  public String name() {
    return name;
  }

  /**
   * What the rows say, those of called routines after the row that calls them.
   *
   * @param depth how many levels of calls to follow: 0 for this routine's own rows
   */
  public List<RoutineStep> steps(int depth) {
    return new RoutineOutline(depth).of(this);
  }

  public static <F> Builder<F> named(String name) {
    return new Builder<>(name);
  }

  /** Collects the rows. A method about "the row" means the one just added. */
  public static final class Builder<F> {
    private final String name;
    private final List<Row> rows = new ArrayList<>();

    private Builder(String name) {
      this.name = checked(name);
    }

    /** Spends a fixed cost. */
    public Builder<F> compute(String step, Cost cost) {
      return add(step, Op.COMPUTE, cost);
    }

    /**
     * Spends time that depends on the work at hand, such as a copy of {@code frame.bytes}.
     *
     * @param modelPath the leaf of the model that says at what rate
     */
    public Builder<F> work(String step, String modelPath, ToLongFunction<F> picoseconds) {
      return add(step, Op.WORK, new Row.Work(modelPath, erasedWork(picoseconds)));
    }

    /** Gives the core up for that long, as a driver does that sleeps before it tries again. */
    public Builder<F> sleep(String step, String modelPath, ToLongFunction<F> picoseconds) {
      return add(step, Op.SLEEP, new Row.Work(modelPath, erasedWork(picoseconds)));
    }

    /** Changes functional state at this instant; returns 0 or a negative errno. */
    public Builder<F> act(String step, ToIntFunction<F> effect) {
      return add(step, Op.ACT, effect);
    }

    /** Takes a lock, and owes its release. */
    public Builder<F> acquire(Lock lock) {
      add("lock_" + lock.name(), Op.ACQUIRE, lock);
      return undo(new Builder<F>("give_back").add("unlock", Op.RELEASE, lock).build());
    }

    /** Gives a lock back, and settles what taking it owed. */
    public Builder<F> release(Lock lock) {
      return add("unlock_" + lock.name(), Op.RELEASE, lock).settle("lock_" + lock.name());
    }

    /** Runs another routine on a part of this frame. */
    public <G> Builder<F> call(Routine<G> routine, Function<F, G> frame) {
      return add(routine.name, Op.CALL, new Row.Call(routine, erased(frame), Row.Call.ALWAYS));
    }

    /** Runs another routine on a part of this frame where the condition holds. */
    public <G> Builder<F> callIf(Predicate<F> condition, Routine<G> routine, Function<F, G> frame) {
      return add(
          routine.name, Op.CALL, new Row.Call(routine, erased(frame), erasedCondition(condition)));
    }

    /** Runs another routine again and again while the condition holds. */
    public <G> Builder<F> callWhile(Predicate<F> more, Routine<G> routine, Function<F, G> frame) {
      return add(
          routine.name, Op.CALL_WHILE, new Row.Call(routine, erased(frame), erasedCondition(more)));
    }

    /** SMC or HVC: the vector chooses the routine that answers, on the same core. */
    @SuppressWarnings("unchecked")
    public <G> Builder<F> trap(String step, Vector<G> vector, Function<F, G> registers) {
      return add(step, Op.TRAP, new Row.Trap((Vector<Object>) vector, erased(registers)));
    }

    /** Sleeps until the signal is raised; fails when it is not in time. */
    public Builder<F> await(
        String step, Function<F, Signal> signal, long timeoutPs, int timeoutErrno) {
      return add(step, Op.AWAIT, new Row.Await(erased(signal), timeoutPs, timeoutErrno));
    }

    /** Sleeps until the signal is raised, however long that takes. */
    public Builder<F> await(String step, Function<F, Signal> signal) {
      return add(step, Op.AWAIT, new Row.Await(erased(signal), Row.Await.FOR_EVER, 0));
    }

    /** What the row, once done, owes until it is settled. */
    public Builder<F> undo(Routine<F> undo) {
      return replaceLast(last().owing(undo));
    }

    /** When the row is done, the latest unsettled step of that name owes its undo no longer. */
    public Builder<F> settles(String step) {
      return settle(step).releases();
    }

    private Builder<F> settle(String step) {
      for (int i = rows.size() - 2; i >= 0; i--) {
        Row row = rows.get(i);
        if (row.step().equals(step) && row.isOwedAt(Row.NEVER)) {
          rows.set(i, row.settledBy(rows.size() - 1));
          return this;
        }
      }
      throw new IllegalStateException(name + ": nothing is owed by " + step);
    }

    /**
     * The row gives back what another routine took. What {@link #settles} an undo of its own
     * routine does so anyway.
     */
    public Builder<F> releases() {
      return replaceLast(last().releasing());
    }

    /** The real code drops the row's error, as of a call that returns nothing. */
    public Builder<F> ignore() {
      return replaceLast(last().onError(OnError.IGNORE, -1));
    }

    /**
     * The real code goes to the label that undoes that step and those before it; what is owed by
     * the steps in between is dropped, rightly or not.
     */
    public Builder<F> unwindFrom(String step) {
      for (int i = rows.size() - 2; i >= 0; i--) {
        if (rows.get(i).step().equals(step)) {
          return replaceLast(last().onError(OnError.UNWIND_FROM, i));
        }
      }
      throw new IllegalStateException(name + ": no earlier step " + step);
    }

    /** What the real code prints when the row fails, given the frame and the errno. */
    @SuppressWarnings("unchecked")
    public Builder<F> report(ObjIntConsumer<F> report) {
      return replaceLast(last().reporting((ObjIntConsumer<Object>) report));
    }

    public Routine<F> build() {
      return new Routine<>(name, rows);
    }

    private Builder<F> add(String step, Op op, Object operand) {
      rows.add(Row.of(checked(step), op, operand));
      return this;
    }

    private Row last() {
      return rows.get(rows.size() - 1);
    }

    private Builder<F> replaceLast(Row row) {
      rows.set(rows.size() - 1, row);
      return this;
    }

    @SuppressWarnings("unchecked")
    private static <R> Function<Object, R> erased(Function<?, ? extends R> function) {
      return (Function<Object, R>) function;
    }

    @SuppressWarnings("unchecked")
    private static Predicate<Object> erasedCondition(Predicate<?> predicate) {
      return (Predicate<Object>) predicate;
    }

    @SuppressWarnings("unchecked")
    private static ToLongFunction<Object> erasedWork(ToLongFunction<?> function) {
      return (ToLongFunction<Object>) function;
    }

    private static String checked(String name) {
      if (name.isEmpty() || name.indexOf('.') >= 0) {
        throw new IllegalArgumentException("not a step of a path: '" + name + "'");
      }
      return name;
    }
  }
}
