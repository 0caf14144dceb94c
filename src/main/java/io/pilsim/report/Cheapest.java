package io.pilsim.report;

import io.pilsim.experiment.Figure;
import io.pilsim.experiment.VariantResult;
import java.util.List;
import java.util.Optional;

/** The variant whose pairs of map and unmap take least. */
record Cheapest(VariantResult variant, Figure pair) {
  static Optional<Cheapest> of(List<VariantResult> variants) {
    Cheapest least = null;
    for (VariantResult variant : variants) {
      Figure pair = variant.metrics().get("map.pair_time");
      if (pair != null && (least == null || pair.mean() < least.pair.mean())) {
        least = new Cheapest(variant, pair);
      }
    }
    return Optional.ofNullable(least);
  }

  @Override
  public String toString() {
    return variant.name() + ", " + Human.of(pair.unit(), pair.mean()) + " a pair";
  }
}
