package io.pilsim.software.linux.scm;

import io.pilsim.software.linux.Errno;
import io.pilsim.software.routine.Signal;

/**
 * Where callers sleep until the firmware's interrupt says that their call can go on: one completion
 * per context that the kernel knows.
 *
 * <p>Source: Linux 6.18, drivers/firmware/qcom/qcom_scm.c, qcom_scm_wait_for_wq_completion.
 */
public final class WaitQueues {
  private final Signal[] contexts;

  public WaitQueues(int contexts) {
    this.contexts = new Signal[contexts];
    for (int i = 0; i < contexts; i++) {
      this.contexts[i] = new Signal();
    }
  }

  /** The firmware has released a context; one that the kernel does not know is passed over. */
  public void wake(long context) {
    if (isKnown(context)) {
      contexts[(int) context].raise();
    }
  }

  /** A kernel that knows one context refuses to sleep on another. */
  int check(ScmCall call) {
    return isKnown(call.result(0)) ? 0 : Errno.EINVAL;
  }

  Signal signalOf(ScmCall call) {
    return contexts[(int) call.result(0)];
  }

  /** One wake-up is for one sleeper. */
  void taken(ScmCall call) {
    signalOf(call).lower();
  }

  private boolean isKnown(long context) {
    return context >= 0 && context < contexts.length;
  }
}
