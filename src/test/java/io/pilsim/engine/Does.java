package io.pilsim.engine;

/** An event that runs an action. */
final class Does extends Event {
  private final Runnable action;

  Does(Phase phase, Runnable action) {
    super(phase);
    this.action = action;
  }

  @Override
  protected void fire(long nowPs) {
    action.run();
  }
}
