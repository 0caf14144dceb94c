package io.pilsim.flow;

import java.util.List;

/** What a run is about, from its first event to its last. */
public interface Story {
  /**
   * Runs it, and takes what is to be reported.
   *
   * @param limitPs the latest instant that is looked at
   * @return whether all of it went through
   */
  boolean run(long limitPs);

  /** What failed on the way, in words, where the measures alone do not say it. */
  default List<String> failures() {
    return List.of();
  }
}
