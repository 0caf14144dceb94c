package io.pilsim.cli;

import io.pilsim.experiment.Progress;
import java.io.PrintStream;

/** One line on a terminal that counts runs and guesses when they will be over. */
final class ProgressLine implements Progress {
  private static final long FIRST_AFTER_NS = 1_000_000_000L;
  private static final long EVERY_NS = 200_000_000L;

  private final PrintStream err;
  private final String name;
  private final long beganNs = System.nanoTime();
  private long shownNs;
  private int total;
  private int done;

  ProgressLine(PrintStream err, String name) {
    this.err = err;
    this.name = name;
  }

  @Override
  public synchronized void begin(int runs) {
    total += runs;
  }

  @Override
  public synchronized void step() {
    done++;
    long now = System.nanoTime();
    if (now - beganNs > FIRST_AFTER_NS && now - shownNs > EVERY_NS) {
      shownNs = now;
      double seconds = (now - beganNs) / 1e9 / done * (total - done);
      String line = name + ": " + done + " of " + total + " runs, " + (long) seconds + " s to go";
      err.print("\r" + line + "   ");
      err.flush();
    }
  }

  /** Leaves the line empty. */
  synchronized void erase() {
    if (shownNs != 0) {
      err.print("\r" + " ".repeat(78) + "\r");
      err.flush();
    }
  }
}
