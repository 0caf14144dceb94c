package io.pilsim.software.linux.scm;

import io.pilsim.hardware.cpu.Registers;
import java.util.Optional;

/** The frame of one firmware call: arguments in, results out. Reused by its owner. */
public final class ScmCall {
  static final int ARGUMENTS = 10;

  private static final int FIRST_RESULT = 1;
  private static final int SESSION = 6;
  private static final long NOTHING = 0;

  final ScmUser user;
  final Optional<TzmemBuffer> page;
  final Registers registers = new Registers();
  private final long[] arguments = new long[ARGUMENTS];
  private ScmFunction function = ScmFunction.PAS_SHUTDOWN;
  private long asked = NOTHING;
  long askedPs;
  long beganPs;
  boolean entered;
  int attempts;

  private ScmCall(ScmUser user, Optional<TzmemBuffer> page) {
    this.user = user;
    this.page = page;
  }

  /** A call of any number of arguments. */
  public static ScmCall of(ScmUser user) {
    return new ScmCall(user, Optional.of(new TzmemBuffer(user)));
  }

  /** A call whose arguments all fit into registers. */
  static ScmCall withoutPage(ScmUser user) {
    return new ScmCall(user, Optional.empty());
  }

  /** Begins anew: the arguments follow by {@link #argument}. */
  public ScmCall prepare(ScmFunction function) {
    this.function = function;
    asked = NOTHING;
    registers.clear();
    for (int i = 0; i < ARGUMENTS; i++) {
      arguments[i] = 0;
    }
    return this;
  }

  public ScmCall argument(int index, long value) {
    arguments[index] = value;
    return this;
  }

  public ScmFunction function() {
    return function;
  }

  public long argument(int index) {
    return arguments[index];
  }

  /** What the firmware has answered beside the status; zero when it has not. */
  public long result(int index) {
    return isAnswered() ? registers.get(FIRST_RESULT + index) : 0;
  }

  /** Whether the firmware has done what it was asked for, whatever became of the call since. */
  public boolean tookEffect() {
    return isAnswered() && registers.get(0) == 0 && registers.get(FIRST_RESULT) == 0;
  }

  /** The firmware's answer; what was asked when there is none yet. */
  long status() {
    return registers.get(0);
  }

  long session() {
    return registers.get(SESSION);
  }

  /** Begins a set of registers; nothing of an earlier answer stays in them. */
  Registers ask(long x0, long descriptor) {
    registers.clear();
    asked = x0;
    registers.set(0, x0);
    registers.set(1, descriptor);
    return registers;
  }

  private boolean isAnswered() {
    return registers.get(0) != asked;
  }

  TzmemBuffer argumentPage() {
    return page.orElseThrow(() -> new IllegalStateException(function + " needs a page"));
  }
}
