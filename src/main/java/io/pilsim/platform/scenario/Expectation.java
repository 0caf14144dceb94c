package io.pilsim.platform.scenario;

import io.pilsim.platform.model.Dimension;
import io.pilsim.platform.model.Origin;
import io.pilsim.platform.model.Quantity;
import java.util.Optional;

/**
 * Something that must hold of the results: {@code [VARIANT:] METRIC[.STAT] OP VALUE}.
 *
 * @param variant the only one it is about; empty for all
 * @param dimension of the metric
 * @param text as it was written
 */
public record Expectation(
    Optional<String> variant,
    String metric,
    Statistic statistic,
    Comparison comparison,
    Quantity limit,
    Dimension dimension,
    String text,
    Origin origin) {

  /** Which figure of a metric is meant. */
  public enum Statistic implements Word {
    N,
    MEAN,
    SD,
    MIN,
    P50,
    P90,
    P99,
    MAX;

    @Override
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** How the figure and the limit compare. */
  public enum Comparison implements Word {
    LESS("<"),
    AT_MOST("<="),
    MORE(">"),
    AT_LEAST(">="),
    EQUAL("=="),
    NOT_EQUAL("!=");

    private final String word;

    Comparison(String word) {
      this.word = word;
    }

    @Override
    public String word() {
      return word;
    }

    public boolean holds(double value, double limit) {
      return switch (this) {
        case LESS -> value < limit;
        case AT_MOST -> value <= limit;
        case MORE -> value > limit;
        case AT_LEAST -> value >= limit;
        case EQUAL -> value == limit;
        case NOT_EQUAL -> value != limit;
      };
    }
  }

  /** The limit in the unit of results: nanoseconds, bytes, fractions of one. */
  public double limitInResultUnit() {
    return inResultUnit(limit);
  }

  static double inResultUnit(Quantity quantity) {
    return switch (quantity.dimension()) {
      case DURATION -> quantity.amount() / 1e3;
      case FRACTION -> quantity.amount() / 1e9;
      default -> (double) quantity.amount();
    };
  }
}
