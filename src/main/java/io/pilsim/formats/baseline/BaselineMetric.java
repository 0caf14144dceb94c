package io.pilsim.formats.baseline;

import java.util.List;

/**
 * A figure of a metric, replication by replication.
 *
 * @param values in the order of the replications; a single one stands for equal ones, however many
 */
public record BaselineMetric(String unit, List<Double> values) {
  public BaselineMetric {
    boolean equal = values.stream().distinct().count() == 1;
    values = equal ? List.of(values.get(0)) : List.copyOf(values);
  }

  /** Of the first so many replications, as far as there are so many. */
  public double[] values(int replications) {
    double[] first =
        new double[isConstant() ? replications : Math.min(replications, values.size())];
    for (int i = 0; i < first.length; i++) {
      first[i] = values.get(isConstant() ? 0 : i);
    }
    return first;
  }

  public boolean isConstant() {
    return values.size() == 1;
  }
}
