package io.pilsim.experiment.capacity;

import io.pilsim.experiment.capacity.CapacityResult.Point;
import java.util.List;
import java.util.OptionalLong;

/**
 * Where a curve turns: farthest from the straight line between its ends, once both axes go from 0
 * to 1.
 *
 * <p>Source: Satopää, Albrecht, Irwin, Raghavan: Finding a "kneedle" in a haystack, ICDCS Workshops
 * 2011.
 */
final class Knee {
  private static final double LEAST = 0.1;

  private Knee() {}

  /** Empty for what is as good as a straight line, or as good as level. */
  static OptionalLong of(List<Point> curve) {
    List<Point> there = curve.stream().filter(point -> point.mean().isPresent()).toList();
    if (there.size() < 3) {
      return OptionalLong.empty();
    }
    Point first = there.get(0);
    Point last = there.get(there.size() - 1);
    double height = last.mean().orElseThrow() - first.mean().orElseThrow();
    double width = (double) (last.amount() - first.amount());
    double least = there.stream().mapToDouble(point -> point.mean().orElseThrow()).min().orElse(0);
    double most = there.stream().mapToDouble(point -> point.mean().orElseThrow()).max().orElse(0);
    if (most - least < LEAST * Math.abs(most)) {
      return OptionalLong.empty();
    }
    double farthest = LEAST;
    OptionalLong knee = OptionalLong.empty();
    for (Point point : there) {
      double x = (double) (point.amount() - first.amount()) / width;
      double y =
          height == 0 ? x : (point.mean().orElseThrow() - first.mean().orElseThrow()) / height;
      if (Math.abs(y - x) > farthest) {
        farthest = Math.abs(y - x);
        knee = OptionalLong.of(point.amount());
      }
    }
    return knee;
  }
}
