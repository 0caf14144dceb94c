package io.pilsim.report;

import io.pilsim.experiment.ResultRecord;
import io.pilsim.experiment.ScalingFit;
import io.pilsim.experiment.VariantResult;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** Variants that differ in their number of CPUs alone, which stands at the end of their names. */
public final class ScalingGroups {
  /** Of all CPUs together. */
  public static final String RATE = "map.total_rate";

  private ScalingGroups() {}

  /** By what their names begin with, and the number. */
  public static SortedMap<String, SortedMap<Integer, VariantResult>> of(ResultRecord result) {
    SortedMap<String, SortedMap<Integer, VariantResult>> groups = new TreeMap<>();
    for (VariantResult variant : result.variants()) {
      int dash = variant.name().lastIndexOf('-');
      String end = variant.name().substring(dash + 1);
      if (dash > 0 && end.matches("\\d{1,4}") && variant.metrics().containsKey(RATE)) {
        groups
            .computeIfAbsent(variant.name().substring(0, dash), name -> new TreeMap<>())
            .put(Integer.parseInt(end), variant);
      }
    }
    return groups;
  }

  public static SortedMap<Integer, Double> rates(SortedMap<Integer, VariantResult> group) {
    SortedMap<Integer, Double> rates = new TreeMap<>();
    group.forEach((cpus, variant) -> rates.put(cpus, variant.metrics().get(RATE).mean()));
    return rates;
  }

  public static String words(String name, ScalingFit fit) {
    return name
        + String.format(
            Locale.ROOT, ": USL contention %.3f, coherence %.5f", fit.contention(), fit.coherence())
        + fit.peak()
            .map(at -> String.format(Locale.ROOT, ", most at %.0f CPUs", at))
            .orElse(", no peak");
  }
}
