package io.pilsim.experiment.gate;

import io.pilsim.experiment.Replicated;
import io.pilsim.experiment.statistics.MeanInterval;
import io.pilsim.experiment.statistics.MeanTest;
import io.pilsim.formats.baseline.BaselineMetric;
import io.pilsim.formats.baseline.BaselineVariant;
import io.pilsim.platform.scenario.Expectation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeSet;

/** Compares every mean of a variant with the baseline's, for the sake of explaining. */
final class Changes {
  private static final String STAGE = ".stage.";
  private static final double ERRORS = 3;

  private final BaselineVariant before;
  private final Replicated now;
  private final List<Moved> stages = new ArrayList<>();
  private final List<Moved> moved = new ArrayList<>();

  private Changes(BaselineVariant before, Replicated now) {
    this.before = before;
    this.now = now;
  }

  static VariantChange of(BaselineVariant before, Replicated now) {
    return new Changes(before, now).find();
  }

  private VariantChange find() {
    Map<String, String> units = now.units();
    List<String> vanished = new ArrayList<>();
    for (Map.Entry<String, BaselineMetric> metric : before.metrics().entrySet()) {
      if (units.containsKey(metric.getKey())) {
        compare(metric.getKey(), metric.getValue());
      } else if (!isStatistic(metric.getKey())) {
        vanished.add(metric.getKey());
      }
    }
    SortedSet<String> appeared = new TreeSet<>(units.keySet());
    appeared.removeAll(before.metrics().keySet());
    moved.sort(Comparator.comparingDouble(Moved::size).reversed());
    return new VariantChange(before.name(), stages, moved, List.copyOf(appeared), vanished);
  }

  /** A gated figure other than a mean: its metric stands beside it. */
  private boolean isStatistic(String figure) {
    int dot = figure.lastIndexOf('.');
    return dot > 0 && before.metrics().containsKey(figure.substring(0, dot));
  }

  private void compare(String metric, BaselineMetric baseline) {
    double[] values = now.values(metric, Expectation.Statistic.MEAN);
    double[] was = baseline.values(values.length);
    double[] is = Arrays.copyOf(values, was.length);
    Moved means = new Moved(metric, baseline.unit(), mean(was), mean(is));
    if (metric.contains(STAGE)) {
      if (means.before().orElse(0) != 0 || means.now().orElse(0) != 0) {
        stages.add(means);
      }
      return;
    }
    double[] differences = new double[is.length];
    Arrays.setAll(differences, i -> is[i] - was[i]);
    MeanTest difference = MeanTest.of(differences);
    if (Math.abs(difference.mean()) > ERRORS * difference.error()) {
      moved.add(means);
    }
  }

  private static OptionalDouble mean(double[] values) {
    return OptionalDouble.of(new MeanInterval(values).mean());
  }
}
