package io.pilsim.engine.trace;

import io.pilsim.engine.stats.Unit;

/** The sink of a run that has no timeline. */
final class NoTrace implements TraceSink {
  @Override
  public boolean isOn() {
    return false;
  }

  @Override
  public int track(String group, String name) {
    return 0;
  }

  @Override
  public int counterTrack(String group, String name, Unit unit) {
    return 0;
  }

  @Override
  public void begin(int track, String name, long atPs, int flow) {}

  @Override
  public void end(int track, long atPs) {}

  @Override
  public void instant(int track, String name, long atPs) {}

  @Override
  public void counter(int track, long atPs, long value) {}

  @Override
  public int flow() {
    return NO_FLOW;
  }

  @Override
  public void runs(int track, int core, int flow) {}

  @Override
  public void nobodyRuns() {}

  @Override
  public int cause() {
    return NO_FLOW;
  }

  @Override
  public void note(String event, String text, long atPs) {}
}
