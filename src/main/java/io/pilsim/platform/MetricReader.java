package io.pilsim.platform;

import io.pilsim.engine.stats.Counter;
import io.pilsim.engine.stats.Latency;
import io.pilsim.engine.stats.Level;
import io.pilsim.engine.stats.Occupancy;
import io.pilsim.engine.stats.OrderedLatency;
import io.pilsim.engine.stats.Sample;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.engine.stats.StatGroup.Entry;
import java.util.ArrayList;
import java.util.List;

/** What the statistics of a run's components are as metrics of its result. */
final class MetricReader {
  private MetricReader() {}

  /** Of a run whose laws must hold; throws where one is broken. */
  static List<Metric> lawful(List<StatGroup> groups) {
    List<String> broken = new ArrayList<>();
    groups.forEach(group -> broken.addAll(group.laws().broken()));
    if (!broken.isEmpty()) {
      throw new IllegalStateException("broken laws: " + broken);
    }
    return read(groups);
  }

  static List<Metric> read(List<StatGroup> groups) {
    List<Metric> metrics = new ArrayList<>();
    for (StatGroup group : groups) {
      group.entries().forEach(entry -> add(entry, metrics));
    }
    return metrics;
  }

  private static void add(Entry entry, List<Metric> metrics) {
    String path = entry.path();
    if (entry.stat() instanceof Counter counter) {
      metrics.add(new Metric.Value(path, entry.unit(), counter.measured()));
    } else if (entry.stat() instanceof Latency latency) {
      metrics.add(new Metric.Distribution(path, entry.unit(), latency.measured()));
    } else if (entry.stat() instanceof OrderedLatency series) {
      metrics.add(new Metric.Ordered(path, entry.unit(), series));
    } else if (entry.stat() instanceof Sample sample) {
      sample.value().ifPresent(value -> metrics.add(new Metric.Value(path, entry.unit(), value)));
    } else if (entry.stat() instanceof Occupancy occupancy) {
      occupancy
          .share()
          .ifPresent(share -> metrics.add(new Metric.Value(path, entry.unit(), share)));
    } else if (entry.stat() instanceof Level level) {
      metrics.add(new Metric.Value(path, entry.unit(), level.value()));
      metrics.add(new Metric.Value(path + ".max", entry.unit(), level.max()));
      metrics.add(new Metric.Value(path + ".mean", entry.unit(), level.mean()));
    }
  }
}
