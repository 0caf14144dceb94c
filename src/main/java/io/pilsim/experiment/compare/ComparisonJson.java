package io.pilsim.experiment.compare;

import io.pilsim.experiment.Figure;
import io.pilsim.experiment.compare.Comparison.Contrast;
import io.pilsim.experiment.compare.Comparison.Group;
import io.pilsim.experiment.compare.Comparison.Row;
import io.pilsim.experiment.statistics.Difference;
import io.pilsim.experiment.statistics.Interval;
import io.pilsim.formats.json.JsonWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** A comparison as JSON: {@code pilsim-comparison/1}. */
public final class ComparisonJson {
  private final JsonWriter json;

  private ComparisonJson(JsonWriter json) {
    this.json = json;
  }

  /**
   * @param command that repeats it
   */
  public static String write(Comparison comparison, String command) {
    StringWriter out = new StringWriter();
    try (JsonWriter json = new JsonWriter(out)) {
      json.beginObject().member("format", "pilsim-comparison/1").member("command", command);
      json.member("level", Comparison.LEVEL).name("groups").beginArray();
      comparison.groups().forEach(new ComparisonJson(json)::write);
      json.endArray().endObject();
    }
    return out.toString();
  }

  private void write(Group group) {
    json.beginObject().member("title", group.title());
    List<String> names = group.alternatives().stream().map(Alternative::name).toList();
    json.name("alternatives").inRow().beginArray();
    names.forEach(json::value);
    json.endArray().name("metrics").beginArray();
    group.rows().forEach(row -> write(row, names));
    json.endArray().endObject();
  }

  private void write(Row row, List<String> names) {
    json.beginObject()
        .member("metric", row.metric())
        .member("unit", row.unit())
        .member("better", row.lessIsBetter() ? "lower" : "higher");
    json.name("means").inRow().beginObject();
    for (int i = 0; i < names.size(); i++) {
      json.name(names.get(i));
      Optional<Figure> figure = row.figures().get(i);
      write(figure.map(f -> OptionalDouble.of(f.mean())).orElse(OptionalDouble.empty()));
    }
    json.endObject().name("best").inRow().beginArray();
    for (int i = 0; i < names.size(); i++) {
      if (row.best().get(i)) {
        json.value(names.get(i));
      }
    }
    json.endArray().name("differences").beginArray();
    row.contrasts().forEach(this::write);
    json.endArray().endObject();
  }

  private void write(Contrast contrast) {
    Difference difference = contrast.difference();
    json.inRow().beginObject().member("from", contrast.from()).member("to", contrast.to());
    json.member("paired", difference.paired()).member("mean", difference.mean()).name("ci95");
    write(difference.ci95());
    json.name("ratio");
    write(difference.ratio());
    json.name("ratio_ci95");
    write(difference.ratioCi95());
    json.name("p");
    write(difference.p());
    json.name("rank_p");
    write(difference.rankP());
    json.member("p_holm", contrast.holm()).member("seen", contrast.isSeen()).endObject();
  }

  private void write(Optional<Interval> interval) {
    if (interval.isEmpty()) {
      json.nothing();
      return;
    }
    json.beginArray().value(interval.get().low()).value(interval.get().high()).endArray();
  }

  private void write(OptionalDouble value) {
    if (value.isPresent()) {
      json.value(value.getAsDouble());
    } else {
      json.nothing();
    }
  }
}
