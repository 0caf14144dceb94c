package io.pilsim.platform.validation;

import io.pilsim.engine.stats.Counter;
import io.pilsim.engine.stats.Latency;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.formats.cases.RequestResults;
import io.pilsim.formats.cases.RequestResults.Column;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** A case's statistics by the names of the columns of a list of cases. */
final class CaseMetrics {
  private final StatGroup stats;
  private final Map<String, Double> metrics = new LinkedHashMap<>();

  private CaseMetrics(StatGroup stats) {
    this.stats = stats;
  }

  static Map<String, Double> of(StatGroup stats, RequestResults results) {
    CaseMetrics made = new CaseMetrics(stats);
    made.cache("utlb", "smmu\\.tbu\\d+\\.utlb\\.");
    made.cache("mtlb", "smmu\\.tbu\\d+\\.tlb\\.");
    made.cache("stlb", "smmu\\.tcu\\.tlb\\.");
    made.cache("cfg", "smmu\\.tcu\\.config_cache\\.");
    made.cache("ipa", "smmu\\.tcu\\.ipa_cache\\.");
    made.cache("walk", "smmu\\.tcu\\.walk_cache\\.s\\dl\\d\\.");
    for (int stage = 1; stage <= 2; stage++) {
      for (int level = 0; level < 4; level++) {
        made.cache(
            "walk_S" + stage + "L" + level,
            "smmu\\.tcu\\.walk_cache\\.s" + stage + "l" + level + "\\.");
      }
    }
    made.latency("xlat", "smmu.translation_time");
    made.latency("ptw", "smmu.walk_time");
    made.put("ptw_count", made.sum("smmu\\.walks"));
    made.put("pte_reads", sum(results, Column.PTE_READS));
    made.put("cfg_reads", sum(results, Column.CFG_READS));
    made.put("sim_ps", endPs(results) - startPs(results));
    return made.metrics;
  }

  private void cache(String column, String path) {
    put(column + "_lookups", sum(path + "lookups"));
    put(column + "_misses", sum(path + "misses"));
    put(column + "_updates", sum(path + "fills"));
  }

  private void latency(String column, String path) {
    for (StatGroup.Entry entry : stats.entries()) {
      if (entry.path().equals(path) && entry.stat() instanceof Latency time && time.count() > 0) {
        metrics.put(column + "_mean_ps", (double) time.sumPs() / time.count());
        put(column + "_min_ps", time.minPs());
        put(column + "_max_ps", time.maxPs());
      }
    }
  }

  private void put(String column, long value) {
    metrics.put(column, (double) value);
  }

  private long sum(String path) {
    Pattern pattern = Pattern.compile(path);
    long sum = 0;
    for (StatGroup.Entry entry : stats.entries()) {
      if (entry.stat() instanceof Counter counter && pattern.matcher(entry.path()).matches()) {
        sum += counter.value();
      }
    }
    return sum;
  }

  private static long sum(RequestResults results, Column column) {
    long sum = 0;
    for (int i = 0; i < results.size(); i++) {
      sum += results.get(i, column);
    }
    return sum;
  }

  private static long startPs(RequestResults results) {
    long first = Long.MAX_VALUE;
    for (int i = 0; i < results.size(); i++) {
      first = Math.min(first, results.get(i, Column.FIRST_TRY));
    }
    return first;
  }

  private static long endPs(RequestResults results) {
    long last = 0;
    for (int i = 0; i < results.size(); i++) {
      last = Math.max(last, results.get(i, Column.RESP));
    }
    return last;
  }
}
