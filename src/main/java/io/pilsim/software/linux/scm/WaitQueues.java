package io.pilsim.software.linux.scm;

import io.pilsim.software.routine.Signal;

/**
 * Where callers sleep until the firmware's interrupt says that their call can go on: one completion
 * per context.
 *
 * <p><b>Does not model:</b> the threaded handler that asks the firmware which context to wake.
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

  /** The firmware has released a context. */
  public void wake(int context) {
    contexts[context].raise();
  }

  Signal signalOf(ScmCall call) {
    return contexts[(int) call.result(0)];
  }

  /** One wake-up is for one sleeper. */
  void taken(ScmCall call) {
    signalOf(call).lower();
  }
}
