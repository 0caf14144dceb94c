package io.pilsim.platform;

import io.pilsim.engine.stats.Series;
import java.util.List;
import java.util.SortedSet;

/**
 * What a run showed.
 *
 * @param metrics in the order in which reports show them
 * @param leavesRead full paths of the model's leaves that the run read
 * @param usedChance whether a random number was drawn: without, every replication is the same
 * @param lawsChecked how many laws were checked
 * @param brokenLaws those that did not hold, with both sides: a fault of the simulator
 * @param events how many the engine fired
 * @param series values that matter over time
 * @param log lines of the modelled software, such as kernel messages
 * @param findings invariants of the modelled software that did not hold
 * @param notes what a reader of the result must know: what was assumed or left out
 */
public record RunOutcome(
    Status status,
    List<Metric> metrics,
    SortedSet<String> leavesRead,
    boolean usedChance,
    int lawsChecked,
    List<String> brokenLaws,
    long events,
    List<Series> series,
    List<String> log,
    List<String> findings,
    List<String> notes) {
  public RunOutcome {
    metrics = List.copyOf(metrics);
    brokenLaws = List.copyOf(brokenLaws);
    series = List.copyOf(series);
    log = List.copyOf(log);
    findings = List.copyOf(findings);
    notes = List.copyOf(notes);
  }

  /** How the modelled flow ended. Either is a valid result. */
  public enum Status {
    /** It went through. */
    COMPLETED,
    /** The modelled software gave up, refused, or never started: the log says why. */
    INCOMPLETE
  }
}
