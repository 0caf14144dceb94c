package io.pilsim.experiment.compare;

import io.pilsim.experiment.Figure;
import io.pilsim.experiment.statistics.Difference;
import java.util.List;
import java.util.Optional;

/**
 * Alternatives side by side.
 *
 * @param groups each of alternatives of the same thing
 */
public record Comparison(List<Group> groups) {
  /** Differences as likely as this by mere chance are not seen. */
  public static final double LEVEL = 0.05;

  public Comparison {
    groups = List.copyOf(groups);
  }

  /**
   * What is compared with each other.
   *
   * @param alternatives the first is what the others are compared with
   */
  public record Group(String title, List<Alternative> alternatives, List<Row> rows) {
    public Group {
      alternatives = List.copyOf(alternatives);
      rows = List.copyOf(rows);
    }
  }

  /**
   * One metric.
   *
   * @param lessIsBetter or else more
   * @param figures per alternative, where it has the metric
   * @param best per alternative whether it is the best, or cannot be told from the best
   * @param contrasts of each alternative but the first with the first, where both have the metric
   */
  public record Row(
      String metric,
      String unit,
      boolean lessIsBetter,
      List<Optional<Figure>> figures,
      List<Boolean> best,
      List<Contrast> contrasts) {
    public Row {
      figures = List.copyOf(figures);
      best = List.copyOf(best);
      contrasts = List.copyOf(contrasts);
    }
  }

  /**
   * How one alternative differs from the first.
   *
   * @param holm how likely that is by chance, corrected for everything shown; 1 where too few
   *     replications tell
   */
  public record Contrast(String from, String to, Difference difference, double holm) {
    /** Whether a difference is seen. */
    public boolean isSeen() {
      return holm < LEVEL && difference.mean() != 0;
    }

    /** Whether ranks alone, which an outlier cannot sway, do not show what the means do. */
    public boolean isDoubtful() {
      return isSeen() && difference.rankP().orElse(0) >= LEVEL;
    }
  }
}
