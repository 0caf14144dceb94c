package io.pilsim.experiment.gate;

/**
 * When a gate looks at the replications done so far, and how sure it must be each time. Looking
 * often is looking for chance, so every look but the last asks for more certainty: all looks
 * together mistake a metric at its budget for one beyond it in at most 2.5 % of all gates, which is
 * what the upper half of a 95 % interval stands for.
 *
 * <p>Source: Haybittle: Repeated assessment of results in clinical trials of cancer treatment,
 * British Journal of Radiology 44 (1971), with what early looks use up taken off the last one.
 */
final class Looks {
  private static final double ALL = 0.025;
  private static final double EARLY = 0.005;
  private static final int FEWEST = 10; // fewer cannot tell how much replications differ

  private final int first;
  private final int most;
  private final int early;

  /**
   * @param asked how many replications the scenario begins with
   * @param most how many there may be
   */
  Looks(int asked, int most) {
    this.most = Math.max(asked, most);
    this.first = Math.min(Math.max(asked, FEWEST), this.most);
    int count = 0;
    for (int at = first; at < this.most; at = next(at)) {
      count++;
    }
    this.early = count;
  }

  int first() {
    return first;
  }

  int most() {
    return most;
  }

  /** Twice as many, for the interval shrinks with the root. */
  int next(int done) {
    return done < first ? first : (int) Math.min(2L * done, most);
  }

  boolean isLast(int done) {
    return done >= most;
  }

  /** How likely a false verdict may be, on the side where it would be one. */
  double level(int done) {
    if (isLast(done)) {
      return early == 0 ? ALL : ALL - EARLY;
    }
    return EARLY / early;
  }
}
