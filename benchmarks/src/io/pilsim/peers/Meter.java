package io.pilsim.peers;

import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;

/**
 * Measures the events between two lines of standard input: processor time and bytes of the thread
 * that fires them. It is asked at every event, by every engine alike.
 */
final class Meter {
  static final int EVENTS_PER_ROUND = 400_000;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final BufferedReader rounds;
  private int left = EVENTS_PER_ROUND;
  private long fromNs;
  private long fromBytes;

  Meter(BufferedReader rounds) {
    this.rounds = rounds;
  }

  void count() {
    if (--left == 0) {
      endRound();
    }
  }

  /** Says what the round took, and waits until the next may begin. */
  private void endRound() {
    long spentNs = threads.getCurrentThreadCpuTime() - fromNs;
    long spentBytes = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - fromBytes;
    if (fromNs > 0) { // the first round began before the meter did
      System.out.println(spentNs + " " + spentBytes);
    } else {
      System.out.println("ready");
    }
    awaitRound();
    left = EVENTS_PER_ROUND;
    fromBytes = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    fromNs = threads.getCurrentThreadCpuTime();
  }

  private void awaitRound() {
    try {
      if (rounds.readLine() == null) {
        Runtime.getRuntime().halt(0);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
