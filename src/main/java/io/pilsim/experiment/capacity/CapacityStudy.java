package io.pilsim.experiment.capacity;

import io.pilsim.experiment.PlanSource;
import io.pilsim.experiment.Response;
import io.pilsim.experiment.Response.Measured;
import io.pilsim.experiment.Workers;
import io.pilsim.experiment.capacity.CapacityResult.Kind;
import io.pilsim.experiment.capacity.CapacityResult.Point;
import io.pilsim.experiment.capacity.CapacityResult.Relaxation;
import io.pilsim.experiment.capacity.CapacityResult.Resource;
import io.pilsim.experiment.capacity.Relaxations.Relaxed;
import io.pilsim.platform.scenario.Assignment;
import io.pilsim.platform.scenario.Flow;
import io.pilsim.platform.scenario.PlannedVariant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongPredicate;

/**
 * Finds how far a leaf can go until an objective is missed. All values meet the same chances, so
 * that the response is as smooth as the system; the interval of the answer is where the interval of
 * the response meets the limit: it covers the true value as often as that covers the true response.
 */
final class CapacityStudy {
  private static final int CURVE = 9;

  private final PlanSource source;
  private final Scale scale;
  private final Response response;
  private final Response single;
  private final int threads;
  private final Objective objective;
  private final int variant;
  private final Flow flow;
  private final SortedMap<Long, Measured> measured = new TreeMap<>();

  /**
   * @param response whose replications run on so many threads
   * @param single whose replications run one after another, where measurements run at a time
   * @param variant its place among those of the scenario
   */
  CapacityStudy(
      PlanSource source,
      Scale scale,
      Response response,
      Response single,
      int threads,
      Objective objective,
      int variant,
      Flow flow) {
    this.source = source;
    this.scale = scale;
    this.response = response;
    this.single = single;
    this.threads = threads;
    this.objective = objective;
    this.variant = variant;
    this.flow = flow;
  }

  /** What is true of an amount: surely, most probably, or perhaps. */
  private enum Belief {
    SURE,
    PROBABLE,
    POSSIBLE
  }

  CapacityResult run() {
    curve();
    Kind kind = kindOfAll();
    OptionalLong amount = OptionalLong.empty();
    long low = scale.low();
    long high = scale.high();
    if (kind != Kind.NONE && kind != Kind.SOME) {
      amount = OptionalLong.of(edge(kind, Belief.PROBABLE));
      long sure = edge(kind, Belief.SURE);
      long possible = edge(kind, Belief.POSSIBLE);
      low = Math.min(sure, possible);
      high = Math.max(sure, possible);
    }
    long at = amount.orElseGet(() -> kind == Kind.NONE ? scale.low() : lastThatMeets());
    PlannedVariant planned = planned(at);
    Measured there = at(at);
    List<Resource> resources = Utilization.of(there.first(), duration());
    return new CapacityResult(
        planned.name(),
        kind,
        amount,
        low,
        high,
        there.replications(),
        isMonotone(),
        points(),
        Knee.of(points()),
        resources,
        relaxations(kind, at, resources),
        there.first().notes(),
        new BootBounds(response, flow.mainMetric())
            .of(planned, there)
            .or(() -> new ThreadBounds(response).of(planned)));
  }

  /** How long a run was, of a flow in which one metric says so. */
  private Optional<String> duration() {
    return flow.mainMetric().endsWith(".total_time")
        ? Optional.of(flow.mainMetric())
        : Optional.empty();
  }

  private PlannedVariant planned(long amount) {
    return source
        .plan(List.of(new Assignment("--vary", scale.path(), scale.value(amount))))
        .variants()
        .get(variant);
  }

  private Measured at(long amount) {
    Measured known = measured.get(amount);
    if (known == null) {
      known = response.at(planned(amount));
      measured.put(amount, known);
    }
    return known;
  }

  private void curve() {
    long span = scale.high() - scale.low();
    for (int i = 0; i < CURVE; i++) {
      at(scale.low() + Math.round(span * (i / (CURVE - 1.0))));
    }
  }

  private Kind kind() {
    boolean low = meets(scale.low(), Belief.PROBABLE);
    boolean high = meets(scale.high(), Belief.PROBABLE);
    if (low && high) {
      return Kind.ALL;
    }
    if (!low && !high) {
      return Kind.NONE;
    }
    return low ? Kind.LARGEST : Kind.SMALLEST;
  }

  /** By the ends and by what was tried between. */
  private Kind kindOfAll() {
    Kind ends = kind();
    long met = measured.keySet().stream().filter(each -> meets(each, Belief.PROBABLE)).count();
    boolean turns =
        ends == Kind.NONE ? met > 0 : ends == Kind.ALL && met < measured.keySet().size();
    return turns ? Kind.SOME : ends;
  }

  private long lastThatMeets() {
    return measured.keySet().stream()
        .filter(each -> meets(each, Belief.PROBABLE))
        .reduce((before, last) -> last)
        .orElse(scale.high());
  }

  private boolean meets(long amount, Belief belief) {
    Measured here = at(amount);
    boolean upper = objective.isUpperLimit();
    double value =
        switch (belief) {
          case PROBABLE -> here.mean();
          case SURE -> upper ? here.ci95().high() : here.ci95().low();
          case POSSIBLE -> upper ? here.ci95().low() : here.ci95().high();
        };
    return here.isThere() && objective.meets(value);
  }

  /** From the good end, the last amount of which that is true; the end itself if of none. */
  private long edge(Kind kind, Belief belief) {
    long good = kind == Kind.SMALLEST ? scale.high() : scale.low();
    long bad = kind == Kind.SMALLEST ? scale.low() : scale.high();
    LongPredicate holds = amount -> meets(amount, belief);
    if (!holds.test(good)) {
      return good;
    }
    if (holds.test(bad)) {
      return bad;
    }
    return new Bisection(scale.resolution()).edge(good, bad, holds);
  }

  /** Whether no two steps of the curve go against each other for sure, and it crosses but once. */
  private boolean isMonotone() {
    boolean rises = false;
    boolean falls = false;
    int changes = 0;
    Measured before = null;
    for (Measured here : measured.values()) {
      if (before != null && before.isThere() && here.isThere()) {
        rises |= here.ci95().low() > before.ci95().high();
        falls |= here.ci95().high() < before.ci95().low();
        changes += objective.meets(before.mean()) == objective.meets(here.mean()) ? 0 : 1;
      }
      before = here;
    }
    return !(rises && falls) && changes <= 1;
  }

  private List<Point> points() {
    List<Point> points = new ArrayList<>();
    measured.forEach(
        (amount, here) -> {
          OptionalDouble busy = Utilization.busiest(here.first(), duration());
          Optional<Double> mean = here.isThere() ? Optional.of(here.mean()) : Optional.empty();
          points.add(
              new Point(
                  amount, mean, here.ci95(), here.isThere() && objective.meets(here.mean()), busy));
        });
    return points;
  }

  /** What would help at the answer, and what the answer would be then; the most first. */
  private List<Relaxation> relaxations(Kind kind, long amount, List<Resource> resources) {
    Measured here = at(amount);
    if (!here.isThere()) {
      return List.of();
    }
    List<Relaxed> helping =
        new Relaxations(single, objective, planned(amount), here, resources, scale.path())
            .all(threads);
    List<Relaxation> all = new ArrayList<>(Collections.nCopies(helping.size(), null));
    Workers.each(
        helping.size(),
        threads,
        index -> all.set(index, relaxation(helping.get(index), kind, amount)));
    double sign = objective.isUpperLimit() ? 1 : -1;
    all.sort(
        Comparator.comparingLong((Relaxation each) -> -gain(each, kind))
            .thenComparingDouble(each -> sign * each.mean())
            .thenComparing(each -> each.resource().orElse(""))
            .thenComparing(each -> each.leaves().toString()));
    return all;
  }

  private long gain(Relaxation each, Kind kind) {
    if (each.amount().isEmpty()) {
      return 0;
    }
    long amount = each.amount().getAsLong();
    return kind == Kind.SMALLEST ? scale.high() - amount : amount - scale.low();
  }

  private Relaxation relaxation(Relaxed relaxed, Kind kind, long amount) {
    List<Assignment> set = new ArrayList<>();
    SortedMap<String, String> texts = new TreeMap<>();
    relaxed
        .leaves()
        .forEach(
            (path, value) -> {
              set.add(new Assignment("relaxed", path, value.text()));
              texts.put(path, value.text());
            });
    CapacityStudy study =
        new CapacityStudy(source.with(set), scale, single, single, 1, objective, variant, flow);
    return new Relaxation(
        relaxed.resource(),
        texts,
        relaxed.measured().mean(),
        kind == Kind.ALL || kind == Kind.SOME ? OptionalLong.empty() : study.beyond(kind, amount));
  }

  /** The answer with something relaxed, looked for from the answer without. */
  private OptionalLong beyond(Kind kind, long amount) {
    if (kind == Kind.NONE) {
      Kind then = kind();
      return then == Kind.NONE
          ? OptionalLong.empty()
          : OptionalLong.of(edge(then, Belief.PROBABLE));
    }
    long end = kind == Kind.SMALLEST ? scale.low() : scale.high();
    long step = Math.min(scale.resolution(), Math.abs(end - amount));
    long next = kind == Kind.SMALLEST ? amount - step : amount + step;
    if (!meets(next, Belief.PROBABLE)) {
      return OptionalLong.of(amount);
    }
    return meets(end, Belief.PROBABLE)
        ? OptionalLong.of(end)
        : OptionalLong.of(
            new Bisection(scale.resolution())
                .edge(next, end, there -> meets(there, Belief.PROBABLE)));
  }
}
