package io.pilsim.platform.scenario;

import io.pilsim.platform.model.Dimension;
import io.pilsim.platform.model.Origin;
import io.pilsim.platform.model.Quantity;
import java.util.Locale;
import java.util.Optional;

/**
 * How much worse a metric may get before a gate fails: one line of a scenario's {@code gate}.
 *
 * @param variant the only one it is about; empty for all
 * @param statistic which figure of the metric, taken within each replication
 * @param maxChange a share of the baseline's figure ({@code 2 %}), or an amount ({@code 50 us})
 * @param dimension of the metric
 */
public record GateBudget(
    Optional<String> variant,
    String metric,
    Expectation.Statistic statistic,
    Better better,
    Quantity maxChange,
    Dimension dimension,
    Origin origin) {

  /** Which way is better. */
  public enum Better implements Word {
    LOWER,
    HIGHER;

    @Override
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** As results and baselines call the figure: the metric alone for its mean. */
  public String figure() {
    return statistic == Expectation.Statistic.MEAN ? metric : metric + "." + statistic.word();
  }

  /** Whether the change is measured against the baseline's figure. */
  public boolean isRelative() {
    return maxChange.text().endsWith("%");
  }

  /** A share of one where relative, else an amount in the unit of results. */
  public double allowance() {
    return Expectation.inResultUnit(maxChange);
  }

  public boolean isAbout(PlannedVariant planned) {
    return variant.map(planned::is).orElse(true);
  }

  /** In one line, the same however it was spelled. */
  public String line() {
    return variant.map(name -> name + ": ").orElse("")
        + figure()
        + " better "
        + better.word()
        + " max_change "
        + maxChange.text();
  }
}
