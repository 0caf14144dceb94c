package io.pilsim.engine.trace;

import io.pilsim.engine.stats.Unit;

/**
 * Takes what a run did when, for a timeline. Components declare their tracks when they are wired
 * and keep the numbers; names of slices are constants or made once, so that a run without a
 * timeline pays for a call that does nothing.
 *
 * <p>Order within a track is by time; nothing is said of the order between tracks. The slices of a
 * track nest: two either have no instant in common but an end, or one holds the other.
 */
public interface TraceSink {
  /** Nobody looks. */
  TraceSink NONE = new NoTrace();

  /** Whether anybody looks; saves whoever needs to work for what it would tell. */
  boolean isOn();

  /** A line of the timeline for slices and instants: the core of a processor, a lock, a unit. */
  int track(String group, String name);

  /** A line of the timeline for a value that changes: the depth of a queue, the bytes in use. */
  int counterTrack(String group, String name, Unit unit);

  /** Something that lasted; told when it is over. */
  void slice(int track, String name, long fromPs, long toPs);

  /** Something without duration. */
  void instant(int track, String name, long atPs);

  /** The value on a counter track from now on. */
  void counter(int track, long atPs, long value);

  /** A chain of arrows between slices: one request on its way through several tracks. */
  int flow();

  /** The chain's next station: the innermost slice on that track at that instant. */
  void flowThrough(int flow, int track, long atPs);
}
