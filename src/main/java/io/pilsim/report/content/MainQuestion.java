package io.pilsim.report.content;

import io.pilsim.experiment.Figure;
import io.pilsim.experiment.ResultRecord;
import io.pilsim.experiment.VariantResult;
import io.pilsim.experiment.compare.Headline;
import io.pilsim.platform.scenario.Flow;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** What a result is about: the metric that one looks at first, and the question in words. */
final class MainQuestion {
  private final ResultRecord result;
  private final Metrics metrics;

  MainQuestion(ResultRecord result) {
    this.result = result;
    this.metrics = new Metrics(result);
  }

  /** Empty when it has none of those that flows are run for. */
  Optional<String> metric() {
    if (metrics.has("map.pair_time")) {
      return Optional.of("map.pair_time");
    }
    SortedSet<String> masters = metrics.names("dma\\.(.+)\\.latency");
    if (!masters.isEmpty()) {
      return Optional.of("dma." + masters.first() + ".latency");
    }
    return Arrays.stream(Flow.values()).map(Flow::mainMetric).filter(metrics::has).findFirst();
  }

  static String words(String metric) {
    if (metric.equals("map.pair_time")) {
      return "mapping and unmapping a buffer";
    }
    if (metric.startsWith("dma.")) {
      return "a request of " + metric.substring(4, metric.lastIndexOf('.'));
    }
    return switch (metric) {
      case "boot.all.total_time" -> "booting";
      case "shutdown.all.total_time" -> "the shutdown";
      case "recovery.all.total_time" -> "the recovery";
      case "lifecycle.boot_time" -> "a boot";
      default -> metric;
    };
  }

  String text() {
    List<VariantResult> variants = result.variants();
    String what = metric().map(this::object).orElse("What comes of it");
    if (variants.size() == 1) {
      return what + "?";
    }
    return what + ", and which of " + variants.size() + " variants is best?";
  }

  private String object(String metric) {
    if (metric.startsWith("boot.") || metric.startsWith("shutdown.")) {
      return processors(metric.substring(0, metric.indexOf('.')));
    }
    return "How long does " + words(metric) + " take";
  }

  private String processors(String flow) {
    SortedSet<String> devices = metrics.names(flow + "\\.(.+)\\.total_time");
    devices.remove("all");
    String who = devices.size() == 1 ? devices.first() : devices.size() + " remote processors";
    String verb = flow.equals("boot") ? "boot" : "shut down";
    return "How long does it take to " + verb + " " + who;
  }

  /** The variant with the best mean of those that went through; the first of equals. */
  Optional<VariantResult> best(String metric) {
    VariantResult best = null;
    double least = 0;
    for (VariantResult variant : result.variants()) {
      Optional<Figure> figure = Metrics.sound(variant, metric);
      if (figure.isPresent()) {
        double cost = Headline.lessIsBetter(metric) ? figure.get().mean() : -figure.get().mean();
        if (best == null || cost < least) {
          best = variant;
          least = cost;
        }
      }
    }
    return Optional.ofNullable(best);
  }
}
