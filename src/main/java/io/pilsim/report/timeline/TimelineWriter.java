package io.pilsim.report.timeline;

import java.io.Closeable;

/**
 * A file of timelines, in some format. Events of a track come in the order of time, and every track
 * is told of before its first event.
 */
interface TimelineWriter extends Closeable {
  /** Variants are shown as processes. */
  void process(int number, String name);

  void track(Track track);

  /**
   * A slice begins.
   *
   * @param flow the chain that it is a station of, or zero
   * @param isFirst whether it is the chain's first station
   */
  void begin(Track track, String name, long atPs, long flow, boolean isFirst);

  void end(Track track, long atPs);

  void instant(Track track, String name, long atPs);

  void counter(Track track, long atPs, long value);
}
