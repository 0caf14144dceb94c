package io.pilsim.software.linux.scm;

import io.pilsim.engine.stats.Counter;
import io.pilsim.hardware.cpu.Registers;
import io.pilsim.software.linux.Errno;
import io.pilsim.software.routine.Routine;
import io.pilsim.software.routine.Vector;

/**
 * The thread behind the firmware's interrupt: it asks which wait queue context may go on, and wakes
 * who sleeps there, until the firmware says that there are no more. It is the frame of its routine.
 *
 * <p>Source: Linux 6.18, drivers/firmware/qcom/qcom_scm.c, qcom_scm_irq_handler; a fast call, which
 * does without the SCM mutex.
 */
public final class WakeUps {
  private static final long WAKE_ONE = 1;

  private final WaitQueues waitQueues;
  private final Counter entries;
  private final Registers registers = new Registers();
  private final Routine<WakeUps> handler;
  private boolean more;

  WakeUps(Vector<Registers> firmware, WaitQueues waitQueues, Counter entries) {
    this.waitQueues = waitQueues;
    this.entries = entries;
    Routine<WakeUps> one =
        Routine.<WakeUps>named("get_wq_ctx")
            .act("load_registers", WakeUps::load)
            .trap("smc", firmware, wakeUps -> wakeUps.registers)
            .act("complete", WakeUps::complete)
            .build();
    this.handler =
        Routine.<WakeUps>named("scm_irq")
            .act("begin", WakeUps::begin)
            .callWhile(wakeUps -> wakeUps.more, one, wakeUps -> wakeUps)
            .build();
  }

  public Routine<WakeUps> handler() {
    return handler;
  }

  private int begin() {
    more = true;
    return 0;
  }

  private int load() {
    registers.clear();
    registers.set(0, ScmFunction.WAITQ_GET_WQ_CTX.id());
    registers.set(1, ScmFunction.WAITQ_GET_WQ_CTX.descriptor());
    entries.increment();
    return 0;
  }

  private int complete() {
    if (registers.get(0) != 0 || registers.get(2) != WAKE_ONE) {
      return Errno.EINVAL;
    }
    more = registers.get(3) != 0;
    waitQueues.wake(registers.get(1));
    return 0;
  }
}
