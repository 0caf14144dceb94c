package io.pilsim.experiment.sensitivity;

import io.pilsim.engine.EngineKind;
import io.pilsim.experiment.Figure;
import io.pilsim.experiment.Progress;
import io.pilsim.experiment.Response;
import io.pilsim.experiment.Response.Measured;
import io.pilsim.experiment.Workers;
import io.pilsim.experiment.compare.Headline;
import io.pilsim.experiment.sensitivity.Sensitivity.End;
import io.pilsim.experiment.sensitivity.Sensitivity.Swing;
import io.pilsim.platform.Runner;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.model.Leaf;
import io.pilsim.platform.model.Origin;
import io.pilsim.platform.model.Quantity;
import io.pilsim.platform.scenario.MetricStatistic;
import io.pilsim.platform.scenario.PlannedVariant;
import io.pilsim.platform.scenario.ScenarioPlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Runs every variant with each assumed value that it read at either end of its range, and with each
 * alternative of a word. All meet the same chances.
 */
public final class SensitivityStudy {
  private final ScenarioPlan plan;
  private final MetricStatistic what;
  private final boolean lessIsBetter;
  private final Response response;
  private final int threads;
  private final Progress progress;

  public SensitivityStudy(
      ScenarioPlan plan,
      MetricStatistic what,
      Runner runner,
      EngineKind engine,
      int threads,
      Progress progress) {
    this.plan = plan;
    this.what = what;
    this.lessIsBetter = Headline.lessIsBetter(what.metric());
    this.response = new Response(runner, engine, 1, what);
    this.threads = threads;
    this.progress = progress;
  }

  /** A value to try of a leaf. */
  private record Try(Leaf leaf, Quantity value) {}

  public Sensitivity run() {
    List<Optional<Measured>> base = new ArrayList<>();
    plan.variants().forEach(variant -> base.add(Optional.of(response.at(variant))));
    List<Leaf> leaves = assumed(base);
    List<Try> tries = new ArrayList<>();
    leaves.forEach(leaf -> ends(leaf).forEach(value -> tries.add(new Try(leaf, value))));
    List<List<Optional<Measured>>> tried = new ArrayList<>();
    tries.forEach(any -> tried.add(List.of()));
    progress.begin(tries.size());
    Workers.each(
        tries.size(),
        threads,
        index -> {
          tried.set(index, measure(tries.get(index)));
          progress.step();
        });
    Optional<Integer> best = best(base);
    List<Swing> swings = new ArrayList<>();
    for (Leaf leaf : leaves) {
      List<End> ends = new ArrayList<>();
      for (int i = 0; i < tries.size(); i++) {
        if (tries.get(i).leaf.path().equals(leaf.path())) {
          ends.add(end(tries.get(i).value, tried.get(i), base, best));
        }
      }
      swings.add(new Swing(leaf.path(), leaf.valueText(), ends, share(ends, base)));
    }
    swings.sort(
        Comparator.comparingDouble((Swing swing) -> -swing.share()).thenComparing(Swing::leaf));
    return new Sensitivity(
        plan.name(),
        what.metric(),
        unit(base),
        lessIsBetter,
        plan.variants().stream().map(PlannedVariant::name).toList(),
        base.stream().map(SensitivityStudy::mean).toList(),
        best.map(index -> plan.variants().get(index).name()),
        swings);
  }

  /** Of all variants, what they read and we guess, by path. */
  private List<Leaf> assumed(List<Optional<Measured>> base) {
    SortedMap<String, Leaf> leaves = new TreeMap<>();
    for (int i = 0; i < base.size(); i++) {
      for (String path : base.get(i).orElseThrow().first().leavesRead()) {
        plan.variants()
            .get(i)
            .model()
            .leaf(path)
            .filter(leaf -> leaf.isGuess() && !ends(leaf).isEmpty())
            .ifPresent(leaf -> leaves.putIfAbsent(path, leaf));
      }
    }
    return List.copyOf(leaves.values());
  }

  private static List<Quantity> ends(Leaf leaf) {
    if (leaf.values().size() != 1) {
      return List.of();
    }
    return leaf.range().stream().filter(end -> !end.sameAs(leaf.value())).toList();
  }

  private List<Optional<Measured>> measure(Try each) {
    List<Optional<Measured>> measured = new ArrayList<>();
    for (PlannedVariant variant : plan.variants()) {
      boolean own =
          variant.model().leaf(each.leaf.path()).map(leaf -> !leaf.isGuess()).orElse(true);
      measured.add(own ? Optional.empty() : measure(variant, each));
    }
    return measured;
  }

  private Optional<Measured> measure(PlannedVariant variant, Try each) {
    try {
      return Optional.of(
          response.at(
              variant.scenario(),
              variant.model().with(each.leaf.path(), each.value, Origin.of("range"))));
    } catch (BadInputException e) {
      return Optional.empty(); // that alone does not go with the rest
    }
  }

  private End end(
      Quantity value,
      List<Optional<Measured>> tried,
      List<Optional<Measured>> base,
      Optional<Integer> best) {
    List<Optional<Measured>> all = new ArrayList<>();
    for (int i = 0; i < tried.size(); i++) {
      all.add(tried.get(i).isPresent() ? tried.get(i) : base.get(i));
    }
    Optional<Integer> then = best(all);
    Optional<String> flip = Optional.empty();
    if (best.isPresent() && then.isPresent() && !then.equals(best)) {
      Measured before = all.get(best.get()).orElseThrow();
      Measured now = all.get(then.get()).orElseThrow();
      boolean seen = !before.isThere() || before.differsFrom(now);
      flip = seen ? Optional.of(plan.variants().get(then.get()).name()) : Optional.empty();
    }
    return new End(value.text(), tried.stream().map(SensitivityStudy::mean).toList(), flip);
  }

  /** The index of the best of two or more; the first of equals. */
  private Optional<Integer> best(List<Optional<Measured>> measured) {
    int best = -1;
    double least = Double.POSITIVE_INFINITY;
    int there = 0;
    for (int i = 0; i < measured.size(); i++) {
      OptionalDouble mean = mean(measured.get(i));
      if (mean.isPresent()) {
        there++;
        double cost = lessIsBetter ? mean.getAsDouble() : -mean.getAsDouble();
        if (cost < least) {
          least = cost;
          best = i;
        }
      }
    }
    return there < 2 ? Optional.empty() : Optional.of(best);
  }

  private static OptionalDouble mean(Optional<Measured> measured) {
    return measured.isPresent() && measured.get().isThere()
        ? OptionalDouble.of(measured.get().mean())
        : OptionalDouble.empty();
  }

  private static double share(List<End> ends, List<Optional<Measured>> base) {
    double widest = 0;
    for (int i = 0; i < base.size(); i++) {
      OptionalDouble here = mean(base.get(i));
      if (here.isPresent() && here.getAsDouble() != 0) {
        double[] span = new Swing("", "", ends, 0).span(i, here.getAsDouble());
        widest = Math.max(widest, (span[1] - span[0]) / Math.abs(here.getAsDouble()));
      }
    }
    return widest;
  }

  private String unit(List<Optional<Measured>> base) {
    return base.stream()
        .flatMap(each -> Response.figure(each.orElseThrow().first(), what.metric()).stream())
        .map(Figure::unit)
        .findFirst()
        .orElse("");
  }
}
