package io.pilsim.report.content;

import io.pilsim.experiment.ResultRecord;
import io.pilsim.experiment.VariantResult;
import io.pilsim.report.Human;
import io.pilsim.report.page.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How often translations were found in TLBs, and tables in walk caches. */
final class TranslationSection {
  private TranslationSection() {}

  private static Map<String, String> structures() {
    Map<String, String> structures = new LinkedHashMap<>();
    structures.put("micro TLBs", "smmu\\.tbu\\d+\\.utlb\\.");
    structures.put("main TLBs", "smmu\\.(tbu\\d+|tcu)\\.tlb\\.");
    for (String stage : List.of("1", "2")) {
      for (int level = 0; level < 4; level++) {
        String name = "s" + stage + "l" + level;
        structures.put(
            "walk cache, stage " + stage + " level " + level,
            "smmu\\.tcu\\.walk_cache\\." + name + "\\.");
      }
    }
    structures.put("IPA cache", "smmu\\.tcu\\.ipa_cache\\.");
    structures.put("configuration cache", "smmu\\.tcu\\.config_cache\\.");
    return structures;
  }

  static Optional<Section> of(ResultRecord result) {
    BarRows bars = new BarRows("percent");
    List<String> worst = new ArrayList<>();
    structures()
        .forEach(
            (name, pattern) -> {
              String heading = name;
              double least = 2;
              for (VariantResult variant : result.variants()) {
                double lookups = Metrics.sum(variant, pattern + "lookups");
                if (lookups > 0) {
                  double share = Metrics.sum(variant, pattern + "hits") / lookups;
                  String label = variant.name() + ", " + Human.of("", lookups) + " lookups";
                  bars.add(heading, label, 0, share * 100, Optional.empty());
                  heading = "";
                  least = Math.min(least, share);
                }
              }
              if (least < 2) {
                worst.add(name + " " + Human.of("percent", least * 100));
              }
            });
    if (bars.isEmpty()) {
      return Optional.empty();
    }
    String summary =
        "Hits, of all lookups. The lowest of all variants: " + String.join(", ", worst) + ".";
    return Optional.of(
        new Section(
            "translation",
            "TLBs and walk caches",
            List.of(bars.chart("hits", "Share of lookups that hit", summary, List.of()))));
  }
}
