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
  public void slice(int track, String name, long fromPs, long toPs) {}

  @Override
  public void instant(int track, String name, long atPs) {}

  @Override
  public void counter(int track, long atPs, long value) {}

  @Override
  public int flow() {
    return 0;
  }

  @Override
  public void flowThrough(int flow, int track, long atPs) {}
}
