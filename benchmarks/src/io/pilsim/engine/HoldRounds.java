package io.pilsim.engine;

import com.sun.management.ThreadMXBean;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * The hold model on a machine that others use too: the least processor time per event of some
 * rounds, which is what the neighbours disturb least. One engine to a run, as in real use.
 *
 * <p>Arguments: engine, delays, and the numbers of pending events.
 */
public final class HoldRounds {
  private static final int ROUNDS = 25;
  private static final int EVENTS_PER_ROUND = 400_000;

  private HoldRounds() {}

  public static void main(String[] args) {
    BenchedEngine engine = BenchedEngine.valueOf(args[0]);
    Delays delays = Delays.of(args[1]);
    PrintStream out = System.out;
    out.printf("%s %s:", engine, args[1]);
    for (String pending : Arrays.asList(args).subList(2, args.length)) {
      double leastNs = leastNs(engine, delays, Integer.parseInt(pending));
      out.printf("  %s pending %.1f ns", pending, leastNs);
    }
    out.println();
  }

  private static double leastNs(BenchedEngine engine, Delays delays, int pending) {
    HoldModel model = new HoldModel(engine.create(), pending, delays);
    long durationPs = 1 + (long) (delays.meanPs() * EVENTS_PER_ROUND / pending);
    double leastNs = Double.POSITIVE_INFINITY;
    for (int round = 0; round < ROUNDS; round++) {
      leastNs = Math.min(leastNs, roundNs(model, durationPs));
    }
    return leastNs;
  }

  private static double roundNs(HoldModel model, long durationPs) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long events = 0;
    long fromNs = threads.getCurrentThreadCpuTime();
    while (events < EVENTS_PER_ROUND) {
      events += model.run(durationPs);
    }
    return (double) (threads.getCurrentThreadCpuTime() - fromNs) / events;
  }
}
