package io.pilsim.flow;

import io.pilsim.engine.stats.StatGroup;
import java.util.List;

/**
 * The time in which all threads are measured: from the moment when the last of them is past its
 * warm-up until the first is done. There is none where the first is done before that.
 */
public final class MeasuredWindow {
  private final List<StatGroup> stats;
  private int toBegin;
  private boolean ended;

  /**
   * @param stats of what the threads share, complete when the first thread is measured
   */
  public MeasuredWindow(List<StatGroup> stats, int threads) {
    this.stats = stats;
    this.toBegin = threads;
  }

  void threadBegins() {
    toBegin--;
    if (toBegin == 0 && !ended) {
      stats.forEach(StatGroup::openWindow);
    }
  }

  void threadEnds() {
    if (!ended) {
      ended = true;
      stats.forEach(StatGroup::closeWindow);
    }
  }
}
