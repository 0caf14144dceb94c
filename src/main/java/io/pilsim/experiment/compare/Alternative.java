package io.pilsim.experiment.compare;

import io.pilsim.experiment.Figure;
import io.pilsim.experiment.VariantResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One of the things that are compared: a variant of a result.
 *
 * @param name by which the reader knows it
 * @param seed what its chances follow from
 * @param replications per metric each replication's mean, in order; empty when only figures are
 *     left
 */
public record Alternative(
    String name, VariantResult variant, long seed, Map<String, List<Double>> replications) {
  public Alternative {
    replications = Map.copyOf(replications);
  }

  /** Of a metric that there is something to say of: what did not go through has no times. */
  Optional<Figure> figure(String metric) {
    return variant.completed()
        ? Optional.ofNullable(variant.metrics().get(metric))
        : Optional.empty();
  }

  /** Whether chance plays no part: the figures are what they are. */
  boolean isExact() {
    return variant.replications() == 1
        && variant.metrics().values().stream()
            .allMatch(figure -> figure.ci95().map(ci -> ci.low() == ci.high()).orElse(false));
  }

  double[] values(String metric) {
    return replications.getOrDefault(metric, List.of()).stream()
        .mapToDouble(Double::doubleValue)
        .toArray();
  }
}
