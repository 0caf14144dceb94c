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
  private long beganPs;
  private long lengthPs;
  private long pairs;

  /**
   * @param stats of what the threads share, complete when the first thread is measured
   */
  public MeasuredWindow(List<StatGroup> stats, int threads) {
    this.stats = stats;
    this.toBegin = threads;
  }

  void threadBegins(long nowPs) {
    toBegin--;
    if (toBegin == 0 && !ended) {
      beganPs = nowPs;
      stats.forEach(StatGroup::openWindow);
    }
  }

  /** Buffers of any thread have been mapped and unmapped. */
  void pairsDone(int buffers) {
    if (toBegin == 0 && !ended) {
      pairs += buffers;
    }
  }

  void threadEnds(long nowPs) {
    if (!ended) {
      ended = true;
      lengthPs = toBegin == 0 ? nowPs - beganPs : 0;
      stats.forEach(StatGroup::closeWindow);
    }
  }

  /** Those that were done in it. */
  long pairs() {
    return pairs;
  }

  /** 0 where there is none. */
  long lengthPs() {
    return lengthPs;
  }
}
