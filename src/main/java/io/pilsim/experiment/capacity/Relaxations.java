package io.pilsim.experiment.capacity;

import io.pilsim.experiment.Response;
import io.pilsim.experiment.Response.Measured;
import io.pilsim.experiment.capacity.CapacityResult.Relaxation;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.model.Dimension;
import io.pilsim.platform.model.Leaf;
import io.pilsim.platform.model.Origin;
import io.pilsim.platform.model.Quantity;
import io.pilsim.platform.scenario.PlannedVariant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What each speed that a run read is worth: the objective's metric with it twice as fast. */
final class Relaxations {
  private static final int SHOWN = 3;

  private final Response response;
  private final Objective objective;
  private final PlannedVariant variant;
  private final Measured here;
  private final String varied;

  Relaxations(
      Response response,
      Objective objective,
      PlannedVariant variant,
      Measured here,
      String varied) {
    this.response = response;
    this.objective = objective;
    this.variant = variant;
    this.here = here;
    this.varied = varied;
  }

  /** Those that help, the best first. */
  List<Relaxation> best() {
    List<Relaxation> all = new ArrayList<>();
    for (String path : here.first().leavesRead()) {
      Optional<Leaf> leaf = variant.model().leaf(path).filter(Relaxations::isSpeed);
      if (leaf.isPresent() && !path.equals(varied)) {
        relaxed(leaf.get()).ifPresent(all::add);
      }
    }
    double sign = objective.isUpperLimit() ? 1 : -1;
    return all.stream()
        .filter(each -> sign * each.mean() < sign * here.mean())
        .sorted(
            Comparator.comparingDouble((Relaxation each) -> sign * each.mean())
                .thenComparing(Relaxation::leaf))
        .limit(SHOWN)
        .toList();
  }

  private static boolean isSpeed(Leaf leaf) {
    Dimension dimension = leaf.dimension();
    return leaf.values().size() == 1
        && leaf.value().amount() > 0
        && (dimension == Dimension.DURATION
            || dimension == Dimension.CYCLES
            || dimension == Dimension.BANDWIDTH
            || dimension == Dimension.FREQUENCY);
  }

  private Optional<Relaxation> relaxed(Leaf leaf) {
    long amount = leaf.value().amount();
    Quantity value = Quantity.of(leaf.dimension(), leaf.moreIsSlower() ? amount / 2 : amount * 2);
    try {
      Measured then =
          response.at(
              variant.scenario(), variant.model().with(leaf.path(), value, Origin.of("relaxed")));
      return then.isThere()
          ? Optional.of(new Relaxation(leaf.path(), value.text(), then.mean(), Optional.empty()))
          : Optional.empty();
    } catch (BadInputException e) {
      return Optional.empty(); // that alone does not go with the rest
    }
  }
}
