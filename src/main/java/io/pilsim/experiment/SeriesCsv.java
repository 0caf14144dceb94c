package io.pilsim.experiment;

import io.pilsim.engine.stats.Series;
import java.util.List;

/** Values over time as comma-separated values: one line for each step. */
final class SeriesCsv {
  private static final double PS_PER_NS = 1000;

  private SeriesCsv() {}

  static String of(List<VariantSeries> variants) {
    StringBuilder csv = new StringBuilder("variant,replication,path,time_ns,value\n");
    for (VariantSeries variant : variants) {
      for (Series series : variant.series()) {
        for (int i = 0; i < series.count(); i++) {
          csv.append(variant.variant())
              .append(",0,")
              .append(series.path())
              .append(',')
              .append(MetricsCsv.number(series.timePs(i) / PS_PER_NS))
              .append(',')
              .append(series.value(i))
              .append('\n');
        }
      }
    }
    return csv.toString();
  }
}
