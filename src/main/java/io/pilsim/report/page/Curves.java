package io.pilsim.report.page;

import io.pilsim.experiment.statistics.Interval;
import java.util.List;
import java.util.Optional;

/**
 * Lines and points over two axes.
 *
 * @param marks places along the horizontal axis worth a line
 */
public record Curves(
    String id,
    String title,
    String summary,
    Grid data,
    Axis across,
    Axis up,
    List<Curve> curves,
    List<Mark> marks)
    implements Chart {
  public Curves {
    curves = List.copyOf(curves);
    marks = List.copyOf(marks);
  }

  /**
   * What is counted along a side.
   *
   * @param unit of results
   */
  public record Axis(String name, String unit, boolean logarithmic) {}

  /** How points are joined. */
  public enum Join {
    LINE,
    DASHES,
    STEPS,
    /** Not at all, but each has its name. */
    POINTS
  }

  /** Points in the order of the horizontal axis. */
  public record Curve(String name, Join join, List<Point> points) {
    public Curve {
      points = List.copyOf(points);
    }
  }

  /**
   * A value.
   *
   * @param label of points that are not joined; else empty
   */
  public record Point(double x, double y, Optional<Interval> interval, String label) {
    public Point(double x, double y) {
      this(x, y, Optional.empty(), "");
    }
  }

  /** A place on the horizontal axis. */
  public record Mark(double x, String label) {}

  @Override
  public Curves named(String other) {
    return new Curves(other, title, summary, data, across, up, curves, marks);
  }
}
