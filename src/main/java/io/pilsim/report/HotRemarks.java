package io.pilsim.report;

import io.pilsim.experiment.Figure;
import io.pilsim.experiment.ResultRecord;
import io.pilsim.experiment.ScalingFit;
import io.pilsim.experiment.VariantResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is best for what among strategies, and how their rates grow with CPUs. */
final class HotRemarks {
  private static final String RATE = "map.total_rate";

  private final ResultRecord result;

  HotRemarks(ResultRecord result) {
    this.result = result;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (result.variants().size() > 1) {
      lines.addAll(new HotOverview(result).remarks());
    }
    groups().forEach((name, rates) -> scaling(name, rates).ifPresent(lines::add));
    return lines;
  }

  /** Rates by number of CPUs, of variants that differ in that number at the end of their names. */
  private SortedMap<String, SortedMap<Integer, Double>> groups() {
    SortedMap<String, SortedMap<Integer, Double>> groups = new TreeMap<>();
    for (VariantResult variant : result.variants()) {
      int dash = variant.name().lastIndexOf('-');
      String end = variant.name().substring(dash + 1);
      if (dash > 0 && end.matches("\\d{1,4}") && variant.metrics().containsKey(RATE)) {
        groups
            .computeIfAbsent(variant.name().substring(0, dash), name -> new TreeMap<>())
            .put(Integer.parseInt(end), mean(variant, RATE));
      }
    }
    return groups;
  }

  private static Optional<String> scaling(String name, SortedMap<Integer, Double> rates) {
    return ScalingFit.of(rates)
        .map(
            fit ->
                name
                    + String.format(
                        Locale.ROOT,
                        ": USL contention %.3f, coherence %.5f",
                        fit.contention(),
                        fit.coherence())
                    + fit.peak()
                        .map(at -> String.format(Locale.ROOT, ", most at %.0f CPUs", at))
                        .orElse(", no peak"));
  }

  private static double mean(VariantResult variant, String metric) {
    Figure figure = variant.metrics().get(metric);
    return figure == null ? 0 : figure.mean();
  }
}
