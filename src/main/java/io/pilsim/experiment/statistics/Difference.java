package io.pilsim.experiment.statistics;

import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.apache.commons.statistics.inference.WilcoxonSignedRankTest;

/**
 * How one mean differs from another.
 *
 * @param paired whether both met the same chances, replication by replication
 * @param mean of the second less the first
 * @param ci95 of that; empty where too few replications cannot tell
 * @param ratio of the second to the first; empty when the first is zero
 * @param ratioCi95 by Fieller's theorem; empty where the first may be zero, or too few tell
 * @param p how likely a difference at least so large is when there is none; empty like ci95
 * @param rankP the same from ranks alone, exact for small samples; empty where it has no say
 */
public record Difference(
    boolean paired,
    double mean,
    Optional<Interval> ci95,
    OptionalDouble ratio,
    Optional<Interval> ratioCi95,
    OptionalDouble p,
    OptionalDouble rankP) {
  /** Of two values that are exactly what they are: chance plays no part. */
  public static Difference exact(double first, double second) {
    double mean = second - first;
    OptionalDouble ratio = ratio(first, second);
    return new Difference(
        true,
        mean,
        Optional.of(new Interval(mean, mean)),
        ratio,
        ratio.stream().mapToObj(r -> new Interval(r, r)).findFirst(),
        OptionalDouble.of(mean == 0 ? 1 : 0),
        OptionalDouble.empty());
  }

  /** Of replications with common random numbers, one of each with the same number. */
  public static Difference paired(double[] first, double[] second) {
    int n = first.length;
    double[] differences = new double[n];
    boolean allZero = true;
    for (int i = 0; i < n; i++) {
      differences[i] = second[i] - first[i];
      allZero &= differences[i] == 0;
    }
    MeanInterval difference = new MeanInterval(differences);
    MeanInterval a = new MeanInterval(first);
    MeanInterval b = new MeanInterval(second);
    OptionalDouble deviation = difference.deviation();
    OptionalDouble p =
        deviation.isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(
                pValue(difference.mean(), deviation.getAsDouble() / Math.sqrt(n), n - 1));
    Optional<Interval> ratio =
        n < 2
            ? Optional.empty()
            : Fieller.ci95(a, b, covariance(first, second, a.mean(), b.mean()), n - 1);
    OptionalDouble rank =
        n < 2 || allZero
            ? OptionalDouble.empty()
            : OptionalDouble.of(
                WilcoxonSignedRankTest.withDefaults().test(differences).getPValue());
    return new Difference(
        true, difference.mean(), difference.ci95(), ratio(a.mean(), b.mean()), ratio, p, rank);
  }

  /** Of replications that have nothing to do with each other, by Welch's test. */
  public static Difference independent(double[] first, double[] second) {
    double rank = MannWhitneyUTest.withDefaults().test(first, second).getPValue();
    MeanInterval a = new MeanInterval(first);
    MeanInterval b = new MeanInterval(second);
    Difference welch = independent(summary(a), summary(b));
    return new Difference(
        false,
        welch.mean,
        welch.ci95,
        welch.ratio,
        welch.ratioCi95,
        welch.p,
        OptionalDouble.of(rank));
  }

  private static Summary summary(MeanInterval of) {
    return new Summary(of.n(), of.mean(), of.deviation().orElse(0));
  }

  /** What is left of replications when only their figures were kept. */
  public record Summary(int n, double mean, double deviation) {
    /** From an interval of the mean over replications; without one there is nothing to tell. */
    public static Summary ofInterval(int replications, double mean, Optional<Interval> ci95) {
      if (ci95.isEmpty() || replications < 2) {
        return new Summary(1, mean, 0);
      }
      double error = ci95.get().half() / Student.factor95(replications - 1);
      return new Summary(replications, mean, error * Math.sqrt(replications));
    }

    double squaredError() {
      return deviation * deviation / n;
    }
  }

  public static Difference independent(Summary first, Summary second) {
    double mean = second.mean - first.mean;
    OptionalDouble ratio = ratio(first.mean, second.mean);
    if (first.n < 2 || second.n < 2) {
      return new Difference(
          false,
          mean,
          Optional.empty(),
          ratio,
          Optional.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty());
    }
    double va = first.squaredError();
    double vb = second.squaredError();
    double error = Math.sqrt(va + vb);
    double freedom =
        error == 0
            ? first.n + second.n - 2
            : (va + vb) * (va + vb) / (va * va / (first.n - 1) + vb * vb / (second.n - 1));
    double half = error == 0 ? 0 : Student.factor95(freedom) * error;
    return new Difference(
        false,
        mean,
        Optional.of(new Interval(mean - half, mean + half)),
        ratio,
        Fieller.ci95(first.mean, second.mean, va, vb, 0, freedom),
        OptionalDouble.of(pValue(mean, error, freedom)),
        OptionalDouble.empty());
  }

  private static OptionalDouble ratio(double first, double second) {
    return first == 0 ? OptionalDouble.empty() : OptionalDouble.of(second / first);
  }

  private static double pValue(double mean, double error, double freedom) {
    if (mean == 0) {
      return 1;
    }
    return error == 0 ? 0 : Student.twoSided(mean / error, freedom);
  }

  private static double covariance(double[] a, double[] b, double meanA, double meanB) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - meanA) * (b[i] - meanB);
    }
    return sum / (a.length - 1);
  }
}
