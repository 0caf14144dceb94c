package io.pilsim.experiment.gate;

import io.pilsim.experiment.Verdict;
import io.pilsim.formats.json.JsonWriter;
import io.pilsim.platform.model.InputFile;
import io.pilsim.platform.model.Origin;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** What gates found as JSON: {@code pilsim-gate/1}; the same bytes whenever the same is found. */
public final class GateJson {
  private final JsonWriter json;

  private GateJson(JsonWriter json) {
    this.json = json;
  }

  public static String write(List<GateReport> reports) {
    StringWriter out = new StringWriter();
    try (JsonWriter json = new JsonWriter(out)) {
      json.beginObject().member("format", "pilsim-gate/1").name("gates").beginArray();
      reports.forEach(new GateJson(json)::write);
      json.endArray().endObject();
    }
    return out.toString();
  }

  private void write(GateReport report) {
    json.beginObject()
        .member("scenario", report.scenario())
        .member("platform", report.platform())
        .member("file", InputFile.shown(report.file()))
        .member("outcome", report.outcome().name().toLowerCase(Locale.ROOT));
    json.name("accepted").inRow().beginObject();
    json.member("date", report.accepted().date()).member("reason", report.accepted().reason());
    json.endObject().name("metrics").beginArray();
    report.rows().forEach(this::write);
    json.endArray().name("suspects").beginArray();
    report.suspects().forEach(this::write);
    json.endArray().name("changes").beginArray();
    report.changes().forEach(this::write);
    json.endArray().name("unmet").beginArray();
    report.unmet().forEach(this::write);
    json.endArray().endObject();
  }

  private void write(GateRow row) {
    json.inRow()
        .beginObject()
        .member("metric", row.figure())
        .member("variant", row.variant())
        .member("state", row.state().name().toLowerCase(Locale.ROOT))
        .member("better", row.budget().better().word())
        .member("max_change", row.budget().maxChange().text())
        .member("unit", row.unit());
    number("before", row.before());
    number("now", row.now());
    json.member("exact", row.exact()).member("n", row.n()).name("change");
    row.change()
        .ifPresentOrElse(
            ci -> json.beginArray().value(ci.low()).value(ci.high()).endArray(), json::nothing);
    json.member("p_holm", row.p());
    place(row.budget().origin());
    json.endObject();
  }

  private void write(Suspect suspect) {
    json.inRow()
        .beginObject()
        .member("kind", suspect.kind().name().toLowerCase(Locale.ROOT))
        .member("name", suspect.name())
        .member("before", suspect.before())
        .member("now", suspect.now());
    number("share", suspect.share());
    json.name("variants").beginArray();
    suspect.variants().forEach(json::value);
    json.endArray();
    suspect.origin().ifPresent(this::place);
    json.endObject();
  }

  private void write(VariantChange change) {
    json.beginObject().member("variant", change.variant());
    moved("stages", change.stages());
    moved("moved", change.moved());
    names("appeared", change.appeared());
    names("vanished", change.vanished());
    json.endObject();
  }

  private void moved(String name, List<Moved> figures) {
    json.name(name).beginArray();
    for (Moved figure : figures) {
      json.inRow().beginObject().member("metric", figure.metric()).member("unit", figure.unit());
      number("before", figure.before());
      number("now", figure.now());
      json.endObject();
    }
    json.endArray();
  }

  private void names(String name, List<String> names) {
    json.name(name).beginArray();
    names.forEach(json::value);
    json.endArray();
  }

  private void write(Verdict verdict) {
    json.inRow().beginObject();
    json.member("expect", verdict.expectation()).member("variant", verdict.variant());
    number("value", verdict.value());
    json.endObject();
  }

  private void place(Origin origin) {
    json.member("at", origin.toString());
  }

  private void number(String name, OptionalDouble value) {
    json.name(name);
    if (value.isPresent()) {
      json.value(value.getAsDouble());
    } else {
      json.nothing();
    }
  }
}
