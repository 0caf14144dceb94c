package io.pilsim.engine;

/**
 * A distribution over 0 to n - 1 with given weights, drawn in constant time: a column at random,
 * and then either the column's own value or its alias.
 *
 * <p>Source: A. J. Walker, An efficient method for generating discrete random variables with
 * general distributions, ACM TOMS 3 (1977); the table is built as by M. D. Vose (1991).
 */
public final class AliasTable {
  private final double[] ownShare; // of its column
  private final int[] alias;

  public AliasTable(double[] weights) {
    int n = weights.length;
    double total = total(weights);
    ownShare = new double[n];
    alias = new int[n];
    int[] order = new int[n]; // columns with too little from the left, with too much from the right
    int little = 0;
    int much = n;
    for (int i = 0; i < n; i++) {
      alias[i] = i;
      ownShare[i] = weights[i] / total * n;
      order[ownShare[i] < 1 ? little++ : --much] = i;
    }
    fill(order, little, much);
  }

  /**
   * Zipf's law: the value {@code k} has a weight of 1 / (k + 1)^exponent. The usual model of how
   * unevenly pages, files and keys are used; an exponent of 0 makes all alike.
   */
  public static AliasTable zipf(int n, double exponent) {
    double[] weights = new double[n];
    for (int k = 0; k < n; k++) {
      weights[k] = StrictMath.pow(k + 1, -exponent);
    }
    return new AliasTable(weights);
  }

  public int next(RandomStream random) {
    int column = random.nextInt(ownShare.length);
    return random.uniform() < ownShare[column] ? column : alias[column];
  }

  /** How likely a value is, up to rounding. */
  public double probability(int value) {
    double columns = 0;
    for (int i = 0; i < alias.length; i++) {
      columns += i == value ? ownShare[i] : 0;
      columns += alias[i] == value ? 1 - ownShare[i] : 0;
    }
    return columns / alias.length;
  }

  /** Tops each column with too little up from one with too much, until there are none left. */
  private void fill(int[] order, int littleCount, int muchFrom) {
    int little = littleCount;
    int much = muchFrom;
    while (little > 0 && much < order.length) {
      int poor = order[--little];
      int rich = order[much];
      alias[poor] = rich;
      ownShare[rich] -= 1 - ownShare[poor];
      if (ownShare[rich] < 1) {
        much++;
        order[little++] = rich;
      }
    }
    while (little > 0) {
      ownShare[order[--little]] = 1; // short of it by rounding only
    }
    while (much < order.length) {
      ownShare[order[much++]] = 1;
    }
  }

  private static double total(double[] weights) {
    double total = 0;
    for (double weight : weights) {
      if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("a weight must not be negative: " + weight);
      }
      total += weight;
    }
    if (!(total > 0 && total < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("weights must come to more than 0: " + total);
    }
    return total;
  }
}
