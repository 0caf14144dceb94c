package io.pilsim.experiment;

/** What a study cost the machine it ran on; differs from run to run. */
public record RunCost(double wallSeconds, long events, int threads) {
  public double eventsPerSecond() {
    return wallSeconds > 0 ? events / wallSeconds : 0;
  }
}
