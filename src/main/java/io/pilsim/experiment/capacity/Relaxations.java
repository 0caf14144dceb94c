package io.pilsim.experiment.capacity;

import io.pilsim.experiment.Response;
import io.pilsim.experiment.Response.Measured;
import io.pilsim.experiment.Workers;
import io.pilsim.experiment.capacity.CapacityResult.Resource;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.model.Dimension;
import io.pilsim.platform.model.Leaf;
import io.pilsim.platform.model.Origin;
import io.pilsim.platform.model.Quantity;
import io.pilsim.platform.scenario.PlannedVariant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is worth being twice as fast: each speed that a run read, and each shared resource, which is
 * held for less time when every leaf is faster that shortens its holding.
 */
final class Relaxations {
  private static final int RESOURCES = 3;
  private static final double BUSY = 0.05;
  private static final double SHORTER = 0.99;

  private final Response response;
  private final Objective objective;
  private final PlannedVariant variant;
  private final Measured here;
  private final List<Resource> resources;
  private final String varied;

  /**
   * @param here the variant, measured
   * @param resources how busy what is shared was then
   * @param varied the leaf that the study varies itself
   */
  Relaxations(
      Response response,
      Objective objective,
      PlannedVariant variant,
      Measured here,
      List<Resource> resources,
      String varied) {
    this.response = response;
    this.objective = objective;
    this.variant = variant;
    this.here = here;
    this.resources =
        resources.stream().filter(each -> each.utilization() >= BUSY).limit(RESOURCES).toList();
    this.varied = varied;
  }

  /**
   * Something that is faster.
   *
   * @param resource that it is about; empty for a single leaf
   * @param leaves with the values that they then have
   */
  record Relaxed(
      Optional<String> resource, SortedMap<String, Quantity> leaves, Measured measured) {}

  /** Those that help, in the order of their names, on so many threads. */
  List<Relaxed> all(int threads) {
    List<Relaxed> singles = measured(leaves(), threads);
    List<Relaxed> helping = new ArrayList<>();
    singles.stream().filter(this::helps).forEach(helping::add);
    for (Resource resource : resources) {
      SortedMap<String, Quantity> together = new TreeMap<>();
      for (Relaxed single : singles) {
        if (busy(resource, single.measured) < SHORTER * resource.busyNs()) {
          together.putAll(single.leaves);
        }
      }
      if (!together.isEmpty()) {
        measure(Optional.of(resource.name()), together).filter(this::helps).ifPresent(helping::add);
      }
    }
    return helping;
  }

  private static double busy(Resource resource, Measured measured) {
    String held = resource.name() + ".hold_time";
    double time = Utilization.total(measured.first(), held);
    return time > 0 ? time : Utilization.total(measured.first(), resource.name() + ".busy_time");
  }

  private boolean helps(Relaxed each) {
    double gain = here.mean() - each.measured.mean();
    boolean better = objective.isUpperLimit() ? gain > 0 : gain < 0;
    return better && here.differsFrom(each.measured);
  }

  private List<Leaf> leaves() {
    List<Leaf> leaves = new ArrayList<>();
    for (String path : here.first().leavesRead()) {
      if (!path.equals(varied)) {
        variant.model().leaf(path).filter(Relaxations::isSpeed).ifPresent(leaves::add);
      }
    }
    return leaves;
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

  private static Quantity faster(Leaf leaf) {
    long amount = leaf.value().amount();
    return Quantity.of(leaf.dimension(), leaf.moreIsSlower() ? amount / 2 : amount * 2);
  }

  private List<Relaxed> measured(List<Leaf> leaves, int threads) {
    List<Optional<Relaxed>> measured =
        new ArrayList<>(Collections.nCopies(leaves.size(), Optional.empty()));
    Workers.each(
        leaves.size(),
        threads,
        index -> {
          Leaf leaf = leaves.get(index);
          measured.set(
              index, measure(Optional.empty(), new TreeMap<>(Map.of(leaf.path(), faster(leaf)))));
        });
    return measured.stream().flatMap(Optional::stream).toList();
  }

  private Optional<Relaxed> measure(Optional<String> resource, SortedMap<String, Quantity> leaves) {
    try {
      Measured then =
          response.at(variant.scenario(), variant.model().with(leaves, Origin.of("relaxed")));
      return then.isThere() ? Optional.of(new Relaxed(resource, leaves, then)) : Optional.empty();
    } catch (BadInputException e) {
      return Optional.empty(); // that alone does not go with the rest
    }
  }
}
