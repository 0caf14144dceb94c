package io.pilsim.engine.trace;

import io.pilsim.engine.stats.Unit;

/**
 * Takes what a run did when, for a timeline. A simulator has one; components declare their tracks
 * when they are wired and keep the numbers. A run without a timeline pays for a test of a final
 * field.
 *
 * <p>Each part of it that a sink has no use for does nothing.
 *
 * <p>Order within a track is by time; nothing is said of the order between tracks. The slices of a
 * track nest: what begins later ends earlier.
 */
public interface TraceSink {
  /** Nobody looks. */
  TraceSink NONE = new TraceSink() {};

  /** Of a slice that is no station of a chain. */
  int NO_FLOW = 0;

  /** Whether anybody looks; saves whoever needs to work for what it would tell. */
  default boolean isOn() {
    return false;
  }

  /** A line of the timeline for slices and instants: the core of a processor, a lock, a unit. */
  default int track(String group, String name) {
    return 0;
  }

  /** A line of the timeline for a value that changes: the depth of a queue, the bytes in use. */
  default int counterTrack(String group, String name, Unit unit) {
    return 0;
  }

  /**
   * Something begins, inside whatever has not ended on that track.
   *
   * @param flow the chain that it is a station of, or {@link #NO_FLOW}
   */
  default void begin(int track, String name, long atPs, int flow) {}

  /** What began last on that track and has not ended yet ends. */
  default void end(int track, long atPs) {}

  /** Something without duration. */
  default void instant(int track, String name, long atPs) {}

  /** The value on a counter track from now on. */
  default void counter(int track, long atPs, long value) {}

  /** A new chain of arrows between slices: one request on its way through several tracks. */
  default int flow() {
    return NO_FLOW;
  }

  /**
   * A thread executes from now on, until another does or {@link #nobodyRuns}: what is told at this
   * instant is of its doing.
   *
   * @param track of its rows
   * @param core where it runs
   * @param flow of the request that it is in, or {@link #NO_FLOW}
   */
  default void runs(int track, int core, int flow) {}

  /** What is told next is of the hardware's doing. */
  default void nobodyRuns() {}

  /** The chain that the thread that runs is in, or {@link #NO_FLOW}. */
  default int cause() {
    return NO_FLOW;
  }

  /** A line that the modelled kernel's own trace would have, from the thread that runs. */
  default void note(String event, String text, long atPs) {}
}
