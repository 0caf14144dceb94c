package io.pilsim.experiment;

import io.pilsim.engine.stats.Series;
import java.util.List;

/** Values over time of a variant's first replication. */
public record VariantSeries(String variant, List<Series> series) {
  public VariantSeries {
    series = List.copyOf(series);
  }
}
