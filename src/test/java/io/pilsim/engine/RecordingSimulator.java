package io.pilsim.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * An engine that notes every delay on its way to the calendar: what a benchmark of engines should
 * be fed with. Delays that looking ahead spares the calendar are not among them.
 */
public final class RecordingSimulator extends SsjSimulator {
  private long[] delaysPs = new long[1024];
  private int recorded;
  private double pendingSum;

  public RecordingSimulator(LookAhead lookAhead) {
    super(lookAhead);
  }

  @Override
  public void after(long delayPs, Event event) {
    super.after(delayPs, event);
    if (recorded == delaysPs.length) {
      delaysPs = Arrays.copyOf(delaysPs, 2 * recorded);
    }
    delaysPs[recorded++] = delayPs;
    pendingSum += pending();
  }

  public LongStream delaysPs() {
    return Arrays.stream(delaysPs, 0, recorded);
  }

  /** How many events were scheduled, on average over the moments when one more had been. */
  public double meanPending() {
    return pendingSum / recorded;
  }

  /** One delay in picoseconds to a line, as the benchmarks read them. */
  public void write(Path file) throws IOException {
    Files.write(file, delaysPs().mapToObj(String::valueOf).toList());
  }
}
