package io.pilsim.platform.scenario;

import io.pilsim.platform.model.Dimension;
import io.pilsim.platform.model.InputErrors;
import io.pilsim.platform.model.Origin;
import io.pilsim.platform.model.Quantity;
import io.pilsim.platform.model.Suggestion;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads expectations and checks that their metrics, variants and units make sense. */
final class ExpectationParser {
  private static final Pattern LINE =
      Pattern.compile("(?:([^\\s:]+)\\s*:\\s*)?([^\\s<>=!]+)\\s*(<=|>=|==|!=|<|>)\\s*(.+)");
  private static final String FORM = "expected [VARIANT:] METRIC OP VALUE";

  private final List<String> variants;
  private final MetricNames metrics;
  private final InputErrors errors;

  ExpectationParser(List<String> variants, MetricNames metrics, InputErrors errors) {
    this.variants = variants;
    this.metrics = metrics;
    this.errors = errors;
  }

  Optional<Expectation> parse(String text, Origin origin) {
    Matcher parts = LINE.matcher(text);
    if (!parts.matches()) {
      errors.add(origin, ScenarioKeys.EXPECT, "'" + text + "' is no expectation, " + FORM);
      return Optional.empty();
    }
    Optional<String> variant = Optional.ofNullable(parts.group(1));
    variant
        .filter(name -> !variants.contains(name))
        .ifPresent(
            name ->
                errors.add(
                    origin,
                    ScenarioKeys.EXPECT,
                    "no variant '" + name + "'" + Suggestion.of(name, variants).orAll(variants)));
    Optional<MetricStatistic> named = named(parts.group(2), origin, ScenarioKeys.EXPECT);
    if (named.isEmpty()) {
      return Optional.empty();
    }
    String metric = named.get().metric();
    Expectation.Statistic statistic = named.get().statistic();
    Dimension dimension = metrics.dimension(metric).orElseThrow();
    return limit(parts.group(4), dimension, statistic, origin)
        .map(
            limit ->
                new Expectation(
                    variant,
                    metric,
                    statistic,
                    Word.of(Expectation.Comparison.class, parts.group(3)),
                    limit,
                    dimension,
                    text,
                    origin));
  }

  /** A metric with or without a statistic at its end; noted as a mistake when there is none. */
  Optional<MetricStatistic> named(String name, Origin origin, String path) {
    Optional<String> metric = metric(name);
    if (metric.isEmpty()) {
      errors.add(origin, path, "no metric '" + name + "'" + hint(name));
      return Optional.empty();
    }
    Expectation.Statistic statistic =
        metric.get().equals(name)
            ? Expectation.Statistic.MEAN
            : Word.of(Expectation.Statistic.class, name.substring(metric.get().length() + 1));
    return Optional.of(new MetricStatistic(metric.get(), statistic));
  }

  /** The metric without a statistic at its end, if there is one. */
  private Optional<String> metric(String name) {
    if (metrics.dimension(name).isPresent()) {
      return Optional.of(name);
    }
    int dot = name.lastIndexOf('.');
    boolean statistic =
        dot > 0 && Word.all(Expectation.Statistic.class).contains(name.substring(dot + 1));
    return Optional.of(name.substring(0, Math.max(dot, 0)))
        .filter(stem -> statistic && metrics.dimension(stem).isPresent());
  }

  private String hint(String name) {
    int dot = name.lastIndexOf('.');
    boolean statistic =
        dot > 0 && Word.all(Expectation.Statistic.class).contains(name.substring(dot + 1));
    String stem = statistic ? name.substring(0, dot) : name;
    return Suggestion.of(stem, metrics.samples()).question();
  }

  private Optional<Quantity> limit(
      String text, Dimension metric, Expectation.Statistic statistic, Origin origin) {
    Dimension wanted = statistic == Expectation.Statistic.N ? Dimension.COUNT : metric;
    try {
      Quantity limit = Quantity.parse(text);
      boolean fits =
          limit.dimension() == wanted
              || (wanted == Dimension.FRACTION && limit.dimension() == Dimension.COUNT)
              || (wanted == Dimension.COUNT && limit.dimension() == Dimension.FRACTION);
      if (fits) {
        return Optional.of(limit);
      }
      errors.add(
          origin,
          ScenarioKeys.EXPECT,
          "'" + text + "' does not fit, expected " + wanted.expected());
    } catch (Quantity.Malformed e) {
      errors.add(origin, ScenarioKeys.EXPECT, e.getMessage());
    }
    return Optional.empty();
  }
}
