package io.pilsim.experiment.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Corrects for many tests at once, so that the chance of even one false alarm keeps its level.
 *
 * <p>Source: Holm: A simple sequentially rejective multiple test procedure, Scandinavian Journal of
 * Statistics 6 (1979).
 */
public final class Holm {
  private Holm() {}

  /** Each probability as it counts within the whole set, in the order given. */
  public static double[] adjust(double[] p) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < p.length; i++) {
      order.add(i);
    }
    order.sort(Comparator.comparingDouble(i -> p[i]));
    double[] adjusted = new double[p.length];
    double atLeast = 0;
    for (int rank = 0; rank < p.length; rank++) {
      int i = order.get(rank);
      atLeast = Math.max(atLeast, Math.min(1, p[i] * (p.length - rank)));
      adjusted[i] = atLeast;
    }
    return adjusted;
  }
}
