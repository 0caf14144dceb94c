package io.pilsim.experiment.capacity;

import java.util.Arrays;
import java.util.List;

/**
 * Customers who think and then queue at shared stations, again and again: what operational analysis
 * says of their throughput.
 *
 * <p><b>Models:</b> stations that serve one at a time. <b>Does not model:</b> demands that change
 * with the number of customers; the exact figure holds for exponential service in order of arrival,
 * or any service that is shared out.
 *
 * <p>Source: Reiser, Lavenberg: Mean-value analysis of closed multichain queuing networks, JACM
 * 27(2), 1980; Lazowska, Zahorjan, Graham, Sevcik: Quantitative system performance, chapters 5 and
 * 6.
 *
 * @param think from one round to the next, outside of all stations
 * @param demands what a round asks of each station
 */
record ClosedNetwork(double think, List<Double> demands) {
  ClosedNetwork {
    demands = List.copyOf(demands);
  }

  private double sum() {
    return demands.stream().mapToDouble(Double::doubleValue).sum();
  }

  private double most() {
    return demands.stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }

  /** Rounds per unit of time that so many customers cannot exceed. */
  double bound(long customers) {
    double alone = customers / (think + sum());
    return most() == 0 ? alone : Math.min(1 / most(), alone);
  }

  /** So many customers would keep the busiest station busy, if they never met; 0 without one. */
  double saturation() {
    return most() == 0 ? 0 : (think + sum()) / most();
  }

  /** Rounds per unit of time, by mean-value analysis. */
  double throughput(long customers) {
    double[] queue = new double[demands.size()];
    double rate = 0;
    for (long n = 1; n <= customers; n++) {
      double[] residence = new double[queue.length];
      Arrays.setAll(residence, k -> demands.get(k) * (1 + queue[k]));
      rate = n / (think + Arrays.stream(residence).sum());
      for (int k = 0; k < queue.length; k++) {
        queue[k] = rate * residence[k];
      }
    }
    return rate;
  }
}
