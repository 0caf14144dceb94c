package io.pilsim.software.linux.scm;

import io.pilsim.engine.Event;
import io.pilsim.engine.Phase;
import io.pilsim.hardware.cpu.InterruptLine;
import io.pilsim.software.routine.SoftThread;

/** The thread of the wait queues' interrupt: it runs once more for one that comes meanwhile. */
public final class WakeUpThread extends Event implements InterruptLine.Handler {
  private final SoftThread thread;
  private final WakeUps wakeUps;
  private boolean running;
  private boolean again;

  public WakeUpThread(SoftThread thread, WakeUps wakeUps) {
    super(Phase.OBSERVE);
    this.thread = thread;
    this.wakeUps = wakeUps;
  }

  @Override
  public void interrupt() {
    if (running) {
      again = true;
    } else {
      begin();
    }
  }

  private void begin() {
    running = true;
    again = false;
    thread.start(wakeUps.handler(), wakeUps, this);
  }

  @Override
  protected void fire(long nowPs) {
    running = false;
    if (again) {
      begin();
    }
  }
}
