package io.pilsim.report.timeline;

/** The part of a run that a timeline shows, both ends included. */
public record Window(long fromPs, long toPs) {
  public static final Window ALL = new Window(0, Long.MAX_VALUE);

  public Window {
    if (fromPs < 0 || toPs < fromPs) {
      throw new IllegalArgumentException("ends before it begins: " + fromPs + ", " + toPs);
    }
  }
}
