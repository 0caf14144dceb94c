package io.pilsim.hardware.cpu;

/**
 * An interrupt from a device to whoever has requested it. Nothing happens while nobody has.
 *
 * <p><b>Does not model:</b> the controller's latency, priorities, masking.
 */
public final class InterruptLine {
  /** What runs when the line is raised. */
  public interface Handler {
    void interrupt();
  }

  private static final Handler NOBODY = () -> {};

  private Handler handler = NOBODY;

  public void request(Handler handler) {
    this.handler = handler;
  }

  public void raise() {
    handler.interrupt();
  }
}
