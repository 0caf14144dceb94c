package io.pilsim.experiment.gate;

import io.pilsim.experiment.PlanSource;
import io.pilsim.experiment.Replicated;
import io.pilsim.experiment.ReplicationRule;
import io.pilsim.experiment.StudyOutcome;
import io.pilsim.experiment.statistics.MeanInterval;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.scenario.Assignment;
import io.pilsim.platform.scenario.GateBudget;
import io.pilsim.platform.scenario.ScenarioPlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;

/**
 * Finds out which leaf is to blame by putting each one back alone and running again, with the same
 * chances: as much of the change as then goes away is that leaf's share. Shares need not add up to
 * one, for causes can work on each other.
 */
final class Attribution {
  private static final int MOST = 12; // beyond, a person had better look at the model's history

  private final PlanSource source;
  private final BiFunction<ScenarioPlan, ReplicationRule, StudyOutcome> running;

  Attribution(PlanSource source, BiFunction<ScenarioPlan, ReplicationRule, StudyOutcome> running) {
    this.source = source;
    this.running = running;
  }

  /**
   * The suspects with their shares in the first failure, or in the first change when nothing fails.
   */
  List<Suspect> of(List<Suspect> suspects, List<GateRow> rows) {
    Optional<GateRow> failure =
        rows.stream()
            .filter(row -> row.difference() != 0)
            .min(Comparator.comparing(row -> row.state() != GateState.FAILED));
    long leaves = suspects.stream().filter(each -> each.kind() == Suspect.Kind.LEAF).count();
    if (failure.isEmpty() || leaves > MOST) {
      return suspects;
    }
    List<Suspect> tried = new ArrayList<>();
    for (Suspect suspect : suspects) {
      OptionalDouble share = OptionalDouble.empty();
      if (suspect.kind() == Suspect.Kind.LEAF) {
        share = share(suspect, failure.get());
      }
      tried.add(share.isPresent() ? suspect.with(share.getAsDouble()) : suspect);
    }
    tried.sort(Comparator.comparingDouble(each -> -each.share().orElse(0)));
    return tried;
  }

  private OptionalDouble share(Suspect suspect, GateRow failure) {
    Assignment back = new Assignment("baseline", suspect.name(), suspect.before());
    try {
      ScenarioPlan plan = source.plan(List.of(back));
      StudyOutcome outcome = running.apply(plan, soFar -> wanted(soFar, failure.n()));
      for (Replicated variant : outcome.replicated()) {
        GateBudget budget = failure.budget();
        double[] values = variant.values(budget.metric(), budget.statistic());
        if (variant.variant().equals(failure.variant()) && values.length > 0) {
          double restored = new MeanInterval(values).mean();
          double now = failure.now().orElse(0);
          return OptionalDouble.of((now - restored) / failure.difference());
        }
      }
      return OptionalDouble.empty();
    } catch (BadInputException e) {
      return OptionalDouble.empty(); // it does not fit the rest as it is now
    }
  }

  private static int[] wanted(List<Replicated> soFar, int replications) {
    int[] wanted = new int[soFar.size()];
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = soFar.get(i).usedChance() ? replications : 1;
    }
    return wanted;
  }
}
