package io.pilsim.software.linux.scm;

import io.pilsim.hardware.cpu.Registers;
import java.util.Optional;

/** The frame of one firmware call: arguments in, results out. Reused by its owner. */
public final class ScmCall {
  static final int ARGUMENTS = 10;
  static final int RESULTS = 3;

  final ScmUser user;
  final Optional<TzmemBuffer> page;
  final Registers registers = new Registers();
  private final long[] arguments = new long[ARGUMENTS];
  private final long[] results = new long[RESULTS];
  private ScmFunction function = ScmFunction.PAS_SHUTDOWN;
  long status;
  long session;
  long beganPs;
  boolean entered;
  int attempts;
  boolean again;

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

  public long result(int index) {
    return results[index];
  }

  void results(long first, long second, long third) {
    results[0] = first;
    results[1] = second;
    results[2] = third;
  }

  TzmemBuffer argumentPage() {
    return page.orElseThrow(() -> new IllegalStateException(function + " needs a page"));
  }
}
