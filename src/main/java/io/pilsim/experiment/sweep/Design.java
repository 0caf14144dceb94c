package io.pilsim.experiment.sweep;

import io.pilsim.engine.RandomStream;
import io.pilsim.engine.RandomStreams;
import io.pilsim.platform.model.BadInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The points of a sweep: one value per axis each. */
public final class Design {
  private final List<Axis> axes;
  private final int size;
  private final List<List<String>> hypercube; // per axis one value per point; none for a grid

  private Design(List<Axis> axes, int size, List<List<String>> hypercube) {
    this.axes = List.copyOf(axes);
    this.size = size;
    this.hypercube = hypercube;
  }

  /** Every combination; the last axis changes fastest. */
  public static Design grid(List<Axis> axes) {
    long size = 1;
    for (Axis axis : axes) {
      if (axis.values().isEmpty()) {
        throw new BadInputException(
            "--over: " + axis.path() + ": how many? expected LO..HI:N, or --lhs N");
      }
      size *= axis.values().size();
      if (size > Integer.MAX_VALUE) {
        throw new BadInputException("--over: more than " + Integer.MAX_VALUE + " points");
      }
    }
    return new Design(axes, (int) size, List.of());
  }

  /**
   * So many points of which each axis sees every of so many strata once.
   *
   * <p>Source: McKay, Beckman, Conover: A comparison of three methods for selecting values of input
   * variables, Technometrics 21 (1979).
   */
  public static Design latinHypercube(List<Axis> axes, int points, long seed) {
    RandomStreams random = new RandomStreams(seed, 0);
    List<List<String>> columns = new ArrayList<>();
    for (Axis axis : axes) {
      columns.add(column(axis, points, random.stream("sweep." + axis.path())));
    }
    return new Design(axes, points, columns);
  }

  private static List<String> column(Axis axis, int points, RandomStream random) {
    int[] strata = new int[points];
    for (int i = 0; i < points; i++) {
      strata[i] = i;
    }
    random.shuffle(strata);
    List<String> column = new ArrayList<>();
    for (int stratum : strata) {
      double share = (stratum + random.uniform()) / points;
      boolean listed = axis.range().isEmpty();
      column.add(
          listed
              ? axis.values().get((int) ((long) stratum * axis.values().size() / points))
              : axis.range().get().at(share));
    }
    return column;
  }

  public List<String> paths() {
    return axes.stream().map(Axis::path).toList();
  }

  public int size() {
    return size;
  }

  /** One per axis. */
  public List<String> values(int point) {
    List<String> values = new ArrayList<>();
    int rest = point;
    for (int i = axes.size() - 1; i >= 0; i--) {
      if (hypercube.isEmpty()) {
        List<String> choices = axes.get(i).values();
        values.add(0, choices.get(rest % choices.size()));
        rest /= choices.size();
      } else {
        values.add(0, hypercube.get(i).get(point));
      }
    }
    return values;
  }

  /** Values of an axis that stand for all: of a range both ends, for the rest lies between. */
  List<String> samples(int axis) {
    Optional<Axis.Range> range = axes.get(axis).range();
    return range.isEmpty()
        ? axes.get(axis).values()
        : List.of(range.get().at(0), range.get().at(1));
  }
}
