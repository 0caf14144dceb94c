package io.pilsim.experiment;

import io.pilsim.engine.stats.Series;
import io.pilsim.experiment.compare.Headline;
import io.pilsim.platform.Metric;
import io.pilsim.platform.RunOutcome;
import io.pilsim.platform.model.Leaf;
import io.pilsim.platform.scenario.Expectation;
import io.pilsim.platform.scenario.PlannedVariant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Gathers the replications of one variant, which must come in their order. */
final class VariantTally implements Replicated {
  private final PlannedVariant variant;
  private final SortedMap<String, MetricTally> metrics = new TreeMap<>();
  private final SortedSet<String> leavesRead = new TreeSet<>();
  private final Set<String> notes = new LinkedHashSet<>();
  private final Set<String> findings = new LinkedHashSet<>();
  private final List<RunRow> rows = new ArrayList<>();
  private List<String> log = List.of();
  private List<Series> series = List.of();
  private int replications;
  private boolean completed = true;
  private boolean usedChance;
  private long events;
  private Optional<String> precision = Optional.empty();

  VariantTally(PlannedVariant variant) {
    this.variant = variant;
  }

  void add(RunOutcome outcome) {
    for (Metric metric : outcome.metrics()) {
      MetricTally all =
          metrics.computeIfAbsent(metric.path(), path -> new MetricTally(metric.unit()));
      all.add(metric);
      MetricTally alone = new MetricTally(metric.unit(), all.warmup());
      alone.add(metric);
      rows.add(new RunRow(variant.name(), replications, metric.path(), alone.figure(true)));
    }
    if (replications == 0) {
      log = outcome.log();
      series = outcome.series();
    }
    leavesRead.addAll(outcome.leavesRead());
    notes.addAll(outcome.notes());
    findings.addAll(outcome.findings());
    completed &= outcome.status() == RunOutcome.Status.COMPLETED;
    usedChance |= outcome.usedChance();
    events += outcome.events();
    replications++;
  }

  @Override
  public String variant() {
    return variant.name();
  }

  @Override
  public boolean completed() {
    return completed;
  }

  @Override
  public SortedSet<String> leavesRead() {
    return Collections.unmodifiableSortedSet(leavesRead);
  }

  @Override
  public Map<String, String> units() {
    SortedMap<String, String> units = new TreeMap<>();
    metrics.forEach((path, tally) -> units.put(path, tally.unitName()));
    return units;
  }

  @Override
  public double[] values(String metric, Expectation.Statistic statistic) {
    return rows.stream()
        .filter(row -> row.metric().equals(metric))
        .flatMapToDouble(row -> row.figure().statistic(statistic).stream())
        .toArray();
  }

  @Override
  public boolean usedChance() {
    return usedChance;
  }

  /** A metric as it stands so far. */
  Optional<Figure> figure(String path) {
    return Optional.ofNullable(metrics.get(path)).map(tally -> tally.figure(!usedChance));
  }

  /** That the wanted precision was not reached. */
  void missed(String sentence) {
    precision = Optional.of(sentence);
  }

  @Override
  public int replications() {
    return replications;
  }

  long events() {
    return events;
  }

  List<RunRow> rows() {
    return rows;
  }

  VariantSeries series() {
    return new VariantSeries(variant.name(), series);
  }

  /** The leaves read that are our guess. */
  List<Leaf> guesses() {
    return leavesRead.stream()
        .flatMap(path -> variant.model().leaf(path).stream())
        .filter(Leaf::isGuess)
        .toList();
  }

  VariantResult result(Optional<Uncertainty> uncertainty) {
    int asked = variant.scenario().run().replications();
    List<String> said = new ArrayList<>(notes);
    if (!usedChance && asked > 1) {
      said.add("draws no random number: ran once, not " + asked + " times");
    }
    precision.ifPresent(said::add);
    long deleted = metrics.values().stream().mapToLong(MetricTally::deleted).sum();
    if (deleted > 0) {
      said.add("warm-up: " + deleted + " samples deleted from the front (MSER-5)");
    }
    metrics.forEach(
        (path, tally) -> {
          if (tally.isUnsettled()) {
            said.add(path + " does not settle: run longer; nothing was deleted as warm-up");
          }
        });
    SortedMap<String, Figure> figures = new TreeMap<>();
    for (Map.Entry<String, MetricTally> entry : metrics.entrySet()) {
      Figure figure = entry.getValue().figure(!usedChance);
      boolean kept = Headline.isDistribution(entry.getKey());
      figures.put(entry.getKey(), kept ? figure.with(entry.getValue().cdf()) : figure);
    }
    return new VariantResult(
        variant.name(),
        variant.overrides(),
        replications,
        completed,
        figures,
        uncertainty,
        List.copyOf(findings),
        said,
        log);
  }
}
