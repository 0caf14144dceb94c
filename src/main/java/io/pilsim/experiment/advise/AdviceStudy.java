package io.pilsim.experiment.advise;

import io.pilsim.engine.EngineKind;
import io.pilsim.experiment.Figure;
import io.pilsim.experiment.PlanSource;
import io.pilsim.experiment.Progress;
import io.pilsim.experiment.Response;
import io.pilsim.experiment.Response.Measured;
import io.pilsim.experiment.Workers;
import io.pilsim.experiment.advise.Advice.Option;
import io.pilsim.experiment.compare.Headline;
import io.pilsim.platform.Runner;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.scenario.Assignment;
import io.pilsim.platform.scenario.MetricStatistic;
import io.pilsim.platform.scenario.PlannedVariant;
import io.pilsim.platform.scenario.ScenarioPlan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Simulates each single rewrite, and then what is left undominated together with each other single
 * one, until nothing new is left undominated. All meet the same chances.
 */
public final class AdviceStudy {
  private static final int ROUNDS = 3; // of what chance plays a part in
  private static final int ROUNDS_WHEN_EXACT = 8;
  private static final int WIDEST = 5;
  private static final int FEWEST = 5;

  private final PlanSource source;
  private final ScenarioPlan plan;
  private final PlannedVariant variant;
  private final MetricStatistic what;
  private final ExposureFloor floor;
  private final Response response;
  private final int threads;
  private final Progress progress;

  public AdviceStudy(
      PlanSource source,
      MetricStatistic what,
      ExposureFloor floor,
      Runner runner,
      EngineKind engine,
      int threads,
      Progress progress) {
    this.source = source;
    this.plan = source.plan(List.of());
    this.variant = plan.variants().get(0);
    this.what = what;
    this.floor = floor;
    this.response = new Response(runner, engine, 1, what, FEWEST);
    this.threads = threads;
    this.progress = progress;
  }

  /**
   * @param also further leaves that may change: {@code host}, {@code driver}
   */
  public Advice run(Set<String> also) {
    Measured base = response.at(variant);
    if (!base.isThere()) {
      throw new BadInputException(
          source.name() + ": variant " + variant.name() + " does not go through: nothing to gain");
    }
    Trials trials = new Trials(response, base);
    Option asItIs = trials.option(Rewrite.none(), variant, base);
    List<Rewrite> singles = new Rewrites(variant, base.first()).all(also);
    List<Option> alone = simulate(trials, singles);
    List<Option> all = new ArrayList<>(alone);
    Front front = new Front(Headline.lessIsBetter(what.metric()));
    Set<String> tried = new TreeSet<>();
    alone.forEach(option -> tried.add(option.rewrite().options()));
    List<Option> best = front.of(asItIs, allowed(all));
    int rounds = base.first().usedChance() ? ROUNDS : ROUNDS_WHEN_EXACT;
    for (int round = 1; round < rounds; round++) {
      List<Rewrite> next = combinations(best, alone, tried);
      if (next.isEmpty()) {
        break;
      }
      all.addAll(simulate(trials, next));
      best = front.of(asItIs, allowed(all));
    }
    return new Advice(
        plan.name(),
        variant.name(),
        plan.variants().size(),
        what.metric(),
        unit(base),
        front.lessIsBetter(),
        floor,
        asItIs,
        front.sorted(alone.stream().filter(option -> front.isCheaper(option, asItIs)).toList()),
        best,
        rejected(front, asItIs, all),
        all.size());
  }

  private List<Option> allowed(List<Option> all) {
    return all.stream().filter(option -> floor.allows(option.exposure())).toList();
  }

  private List<Option> rejected(Front front, Option asItIs, List<Option> all) {
    List<Option> rejected =
        all.stream()
            .filter(option -> !floor.allows(option.exposure()))
            .filter(option -> front.isCheaper(option, asItIs))
            .toList();
    return front.sorted(rejected);
  }

  /** What is undominated with every single one that decides something else. */
  private static List<Rewrite> combinations(
      List<Option> best, List<Option> alone, Set<String> tried) {
    List<Rewrite> next = new ArrayList<>();
    for (Option one : best.stream().limit(WIDEST).toList()) {
      for (Option other : alone) {
        if (one.rewrite().goesWith(other.rewrite())) {
          Rewrite both = one.rewrite().and(other.rewrite());
          if (tried.add(both.options())) {
            next.add(both);
          }
        }
      }
    }
    return next;
  }

  private List<Option> simulate(Trials trials, List<Rewrite> rewrites) {
    progress.begin(rewrites.size());
    List<Optional<Option>> options =
        new ArrayList<>(Collections.nCopies(rewrites.size(), Optional.empty()));
    Workers.each(
        rewrites.size(),
        threads,
        index -> {
          options.set(index, simulate(trials, rewrites.get(index)));
          progress.step();
        });
    return options.stream().flatMap(Optional::stream).toList();
  }

  /** Empty for what does not fit, does not go through, or breaks what held before. */
  private Optional<Option> simulate(Trials trials, Rewrite rewrite) {
    try {
      Optional<PlannedVariant> planned = planned(rewrite);
      if (planned.isEmpty()) {
        return Optional.empty();
      }
      Measured measured = response.at(planned.get());
      return measured.isThere() && trials.isAsSound(measured)
          ? Optional.of(trials.option(rewrite, planned.get(), measured))
          : Optional.empty();
    } catch (BadInputException e) {
      return Optional.empty();
    }
  }

  /** Options can make variants the same: the one that has what this one would have. */
  private Optional<PlannedVariant> planned(Rewrite rewrite) {
    Map<String, String> wanted = texts(variant);
    rewrite.sets().forEach(set -> wanted.put(set.path(), set.value()));
    List<Assignment> sets = rewrite.sets();
    return source.plan(sets).variants().stream()
        .filter(candidate -> texts(candidate).equals(wanted))
        .findFirst();
  }

  private static Map<String, String> texts(PlannedVariant planned) {
    Map<String, String> texts = new TreeMap<>();
    planned.settings().forEach(setting -> texts.put(setting.path(), setting.text()));
    return texts;
  }

  private String unit(Measured base) {
    return Response.figure(base.first(), what.metric()).map(Figure::unit).orElse("");
  }

  /** Orders options and finds those that no other beats. */
  private record Front(boolean lessIsBetter) {
    private double cost(Option option) {
      return lessIsBetter ? option.cost().mean() : -option.cost().mean();
    }

    boolean isCheaper(Option option, Option than) {
      return cost(option) < cost(than) && than.cost().differsFrom(option.cost());
    }

    List<Option> sorted(List<Option> options) {
      return options.stream()
          .sorted(
              Comparator.comparingDouble(this::cost)
                  .thenComparing(option -> option.rewrite().sets().size())
                  .thenComparing(option -> option.rewrite().options()))
          .toList();
    }

    List<Option> of(Option asItIs, List<Option> options) {
      List<Option> simplestFirst = new ArrayList<>(sorted(options));
      simplestFirst.sort(Comparator.comparingInt(option -> option.rewrite().sets().size()));
      List<Option> kept = new ArrayList<>();
      for (Option option : simplestFirst) {
        boolean beaten =
            beats(asItIs, option) || kept.stream().anyMatch(other -> beats(other, option));
        if (!beaten) {
          kept.removeIf(other -> isBetter(option, other));
          kept.add(option);
        }
      }
      return sorted(kept);
    }

    /** As good in everything; what is simpler comes first and needs to be no better. */
    private boolean beats(Option one, Option other) {
      return !isCheaper(other, one)
          && one.exposure().atMost(other.exposure())
          && one.memoryBytes() <= other.memoryBytes();
    }

    private boolean isBetter(Option one, Option other) {
      return beats(one, other) && !beats(other, one);
    }
  }
}
