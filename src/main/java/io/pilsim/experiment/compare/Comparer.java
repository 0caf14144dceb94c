package io.pilsim.experiment.compare;

import io.pilsim.experiment.Figure;
import io.pilsim.experiment.Scope;
import io.pilsim.experiment.compare.Comparison.Contrast;
import io.pilsim.experiment.compare.Comparison.Group;
import io.pilsim.experiment.compare.Comparison.Row;
import io.pilsim.experiment.statistics.Difference;
import io.pilsim.experiment.statistics.Holm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Compares alternatives metric by metric: replication by replication where they met the same
 * chances, as independent samples otherwise, exactly where chance plays no part.
 */
public final class Comparer {
  private final List<String> metrics;

  /**
   * @param metrics which to show; empty for those that one looks at first
   */
  public Comparer(List<String> metrics) {
    this.metrics = List.copyOf(metrics);
  }

  /** Alternatives of the same thing per group. */
  public Comparison compare(List<Group> groups) {
    List<Group> compared = new ArrayList<>();
    for (Group group : groups) {
      List<Row> rows = new ArrayList<>();
      for (String metric : shown(group.alternatives())) {
        row(group.alternatives(), metric).ifPresent(rows::add);
      }
      compared.add(new Group(group.title(), group.alternatives(), rows));
    }
    return new Comparison(corrected(compared));
  }

  private List<String> shown(List<Alternative> alternatives) {
    if (!metrics.isEmpty()) {
      return metrics;
    }
    SortedSet<String> known = new TreeSet<>();
    alternatives.forEach(each -> known.addAll(each.variant().metrics().keySet()));
    return known.stream().filter(Headline::isHeadline).toList();
  }

  private static Optional<Row> row(List<Alternative> alternatives, String metric) {
    List<Optional<Figure>> figures =
        alternatives.stream().map(each -> each.figure(metric)).toList();
    if (figures.stream().filter(Optional::isPresent).count() < 2) {
      return Optional.empty();
    }
    List<Contrast> contrasts = new ArrayList<>();
    for (int i = 1; i < alternatives.size(); i++) {
      if (figures.get(0).isPresent() && figures.get(i).isPresent()) {
        Difference difference = difference(alternatives.get(0), alternatives.get(i), metric);
        contrasts.add(
            new Contrast(
                alternatives.get(0).name(),
                alternatives.get(i).name(),
                difference,
                difference.p().orElse(1)));
      }
    }
    boolean less = Headline.lessIsBetter(metric);
    String unit = figures.stream().flatMap(Optional::stream).findFirst().orElseThrow().unit();
    return Optional.of(
        new Row(metric, unit, less, figures, best(alternatives, figures, metric, less), contrasts));
  }

  /** Of each scope with two or more, the best mean, and whoever does not differ from it. */
  private static List<Boolean> best(
      List<Alternative> alternatives,
      List<Optional<Figure>> figures,
      String metric,
      boolean lessIsBetter) {
    List<Boolean> marks = new ArrayList<>(Collections.nCopies(figures.size(), false));
    Map<Map<String, String>, List<Integer>> scopes = new LinkedHashMap<>();
    for (int i = 0; i < figures.size(); i++) {
      if (figures.get(i).isPresent()) {
        scopes
            .computeIfAbsent(Scope.of(alternatives.get(i).variant()), any -> new ArrayList<>())
            .add(i);
      }
    }
    for (List<Integer> peers : scopes.values()) {
      double sign = lessIsBetter ? 1 : -1;
      int best =
          Collections.min(
              peers, Comparator.comparingDouble(i -> sign * figures.get(i).orElseThrow().mean()));
      mark(peers, best, alternatives, metric, marks);
    }
    return marks;
  }

  /** None of them where a replication alone cannot tell. */
  private static void mark(
      List<Integer> peers,
      int best,
      List<Alternative> alternatives,
      String metric,
      List<Boolean> marks) {
    List<Integer> others = peers.stream().filter(i -> i != best).toList();
    List<OptionalDouble> told =
        others.stream()
            .map(i -> difference(alternatives.get(best), alternatives.get(i), metric).p())
            .toList();
    if (others.isEmpty() || told.stream().anyMatch(OptionalDouble::isEmpty)) {
      return;
    }
    double[] holm = Holm.adjust(told.stream().mapToDouble(OptionalDouble::getAsDouble).toArray());
    marks.set(best, true);
    for (int i = 0; i < holm.length; i++) {
      marks.set(others.get(i), holm[i] >= Comparison.LEVEL);
    }
  }

  private static Difference difference(Alternative first, Alternative second, String metric) {
    Figure a = first.figure(metric).orElseThrow();
    Figure b = second.figure(metric).orElseThrow();
    if (first.isExact() && second.isExact()) {
      return Difference.exact(a.mean(), b.mean());
    }
    double[] as = first.values(metric);
    double[] bs = second.values(metric);
    if (as.length > 0 && bs.length > 0 && first.seed() == second.seed()) {
      int pairs = Math.min(as.length, bs.length);
      return Difference.paired(Arrays.copyOf(as, pairs), Arrays.copyOf(bs, pairs));
    }
    if (as.length > 0 && bs.length > 0) {
      return Difference.independent(as, bs);
    }
    return Difference.independent(summary(first, a), summary(second, b));
  }

  /** From the interval of the mean, which is over replications even where n counts samples. */
  private static Difference.Summary summary(Alternative of, Figure figure) {
    return Difference.Summary.ofInterval(of.variant().replications(), figure.mean(), figure.ci95());
  }

  /** The probabilities as they count within everything that is shown. */
  private static List<Group> corrected(List<Group> groups) {
    List<Contrast> all = new ArrayList<>();
    groups.forEach(group -> group.rows().forEach(row -> all.addAll(row.contrasts())));
    double[] holm = Holm.adjust(all.stream().mapToDouble(Contrast::holm).toArray());
    int next = 0;
    List<Group> corrected = new ArrayList<>();
    for (Group group : groups) {
      List<Row> rows = new ArrayList<>();
      for (Row row : group.rows()) {
        List<Contrast> contrasts = new ArrayList<>();
        for (Contrast contrast : row.contrasts()) {
          contrasts.add(
              new Contrast(contrast.from(), contrast.to(), contrast.difference(), holm[next++]));
        }
        rows.add(
            new Row(
                row.metric(),
                row.unit(),
                row.lessIsBetter(),
                row.figures(),
                row.best(),
                contrasts));
      }
      corrected.add(new Group(group.title(), group.alternatives(), rows));
    }
    return corrected;
  }
}
