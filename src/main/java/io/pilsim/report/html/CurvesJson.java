package io.pilsim.report.html;

import io.pilsim.experiment.statistics.Interval;
import io.pilsim.formats.json.JsonWriter;
import io.pilsim.report.page.Curves;
import io.pilsim.report.page.Curves.Curve;
import io.pilsim.report.page.Curves.Join;
import io.pilsim.report.page.Curves.Point;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Curves as JSON for the page's script: all over one list of places. */
final class CurvesJson {
  private static final int COLORS = 8;
  private static final int FEW = 40;
  private static final double[][] DASHES = {{}, {8, 3}, {2, 3}};

  private final Curves curves;
  private final double[] places;
  private final JsonWriter json;

  private CurvesJson(Curves curves, JsonWriter json) {
    this.curves = curves;
    this.json = json;
    this.places =
        curves.curves().stream()
            .flatMap(curve -> curve.points().stream())
            .mapToDouble(Point::x)
            .sorted()
            .distinct()
            .toArray();
  }

  /** Safe within a script element, whatever names are called. */
  static String of(Curves curves) {
    StringWriter out = new StringWriter();
    try (JsonWriter json = new JsonWriter(out)) {
      new CurvesJson(curves, json).write();
    }
    return out.toString().strip().replace("<", "\\u003c");
  }

  private void write() {
    json.inRow().beginObject();
    axis("across", curves.across());
    axis("up", curves.up());
    json.name("x").beginArray();
    Arrays.stream(places).forEach(json::value);
    json.endArray().name("marks").beginArray();
    for (Curves.Mark mark : curves.marks()) {
      json.beginObject().member("x", mark.x()).member("label", mark.label()).endObject();
    }
    json.endArray().name("curves").beginArray();
    int color = -1;
    for (Curve curve : curves.curves()) {
      color += curve.join() == Join.DASHES && color >= 0 ? 0 : 1; // a fit looks like its curve
      write(curve, color);
    }
    json.endArray().endObject();
  }

  private void axis(String name, Curves.Axis axis) {
    json.name(name).beginObject().member("name", axis.name()).member("unit", axis.unit());
    json.member("log", axis.logarithmic()).endObject();
  }

  private void write(Curve curve, int color) {
    json.beginObject().member("name", curve.name()).member("color", color % COLORS);
    json.member("join", curve.join().name().toLowerCase(Locale.ROOT));
    json.member("dots", curve.join() == Join.LINE && curve.points().size() <= FEW);
    double[] dash = DASHES[color / COLORS % DASHES.length];
    if (dash.length > 0) {
      json.name("dash").beginArray();
      Arrays.stream(dash).forEach(json::value);
      json.endArray();
    }
    List<Optional<Point>> aligned = aligned(curve);
    json.name("y").beginArray();
    aligned.forEach(point -> point.ifPresentOrElse(p -> json.value(p.y()), json::nothing));
    json.endArray();
    if (curve.points().stream().anyMatch(p -> p.interval().filter(i -> i.half() > 0).isPresent())) {
      json.name("intervals").beginArray();
      aligned.forEach(point -> write(point.flatMap(Point::interval)));
      json.endArray();
    }
    if (curve.points().stream().anyMatch(point -> !point.label().isEmpty())) {
      json.name("labels").beginArray();
      aligned.forEach(point -> json.value(point.map(Point::label).orElse("")));
      json.endArray();
    }
    json.endObject();
  }

  private void write(Optional<Interval> interval) {
    if (interval.isEmpty()) {
      json.nothing();
    } else {
      json.beginArray().value(interval.get().low()).value(interval.get().high()).endArray();
    }
  }

  /** A point per place; of several at one, the last. */
  private List<Optional<Point>> aligned(Curve curve) {
    List<Optional<Point>> aligned = new ArrayList<>();
    int next = 0;
    for (double place : places) {
      Optional<Point> here = Optional.empty();
      while (next < curve.points().size() && curve.points().get(next).x() <= place) {
        here = Optional.of(curve.points().get(next++));
      }
      aligned.add(here);
    }
    return aligned;
  }
}
