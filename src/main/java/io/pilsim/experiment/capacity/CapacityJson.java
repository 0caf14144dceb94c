package io.pilsim.experiment.capacity;

import io.pilsim.formats.json.JsonWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;

/** Answers of a capacity study as JSON: {@code pilsim-capacity/1}. */
public final class CapacityJson {
  private final Scale scale;
  private final JsonWriter json;

  private CapacityJson(Scale scale, JsonWriter json) {
    this.scale = scale;
    this.json = json;
  }

  /**
   * @param command that repeats it
   */
  public static String write(
      CapacityQuestion question, List<CapacityResult> answers, String command) {
    StringWriter out = new StringWriter();
    try (JsonWriter json = new JsonWriter(out)) {
      json.beginObject()
          .member("format", "pilsim-capacity/1")
          .member("scenario", question.scenario())
          .member("command", command)
          .member("vary", question.scale().path())
          .member("low", question.scale().text(question.scale().low()))
          .member("high", question.scale().text(question.scale().high()))
          .member("until", question.objective().text());
      json.name("variants").beginArray();
      answers.forEach(new CapacityJson(question.scale(), json)::write);
      json.endArray().endObject();
    }
    return out.toString();
  }

  private void write(CapacityResult answer) {
    json.beginObject()
        .member("variant", answer.variant())
        .member("answer", answer.kind().name().toLowerCase(Locale.ROOT))
        .name("value");
    if (answer.amount().isPresent()) {
      json.value(scale.text(answer.amount().getAsLong()))
          .member("amount", answer.amount().getAsLong())
          .name("ci95")
          .inRow()
          .beginArray()
          .value(scale.text(answer.low()))
          .value(scale.text(answer.high()))
          .endArray();
    } else {
      json.nothing();
    }
    json.member("replications", answer.replications()).member("monotone", answer.monotone());
    json.name("knee");
    answer.knee().ifPresentOrElse(amount -> json.value(scale.text(amount)), json::nothing);
    json.name("resources").beginArray();
    for (CapacityResult.Resource resource : answer.resources()) {
      json.inRow()
          .beginObject()
          .member("name", resource.name())
          .member("utilization", resource.utilization())
          .member("busy_ns", resource.busyNs())
          .member("wait_ns", resource.waitNs())
          .endObject();
    }
    json.endArray().name("relaxations").beginArray();
    answer.relaxations().forEach(this::write);
    json.endArray();
    json.name("notes").inRow().beginArray();
    answer.notes().forEach(json::value);
    json.endArray();
    bounds(answer);
    json.name("curve").beginArray();
    answer.curve().forEach(this::write);
    json.endArray().endObject();
  }

  private void write(CapacityResult.Relaxation relaxation) {
    json.beginObject();
    if (relaxation.resource().isPresent()) {
      json.member("resource", relaxation.resource().get()).name("leaves").inRow().beginObject();
      relaxation.leaves().forEach(json::member);
      json.endObject();
    } else {
      json.member("leaf", relaxation.leaves().firstKey())
          .member("value", relaxation.leaves().get(relaxation.leaves().firstKey()));
    }
    json.member("mean", relaxation.mean()).name("capacity");
    relaxation
        .amount()
        .ifPresentOrElse(
            amount -> json.value(scale.text(amount)).member("amount", amount), json::nothing);
    json.endObject();
  }

  private void bounds(CapacityResult answer) {
    json.name("bounds");
    if (answer.bounds().isEmpty()) {
      json.nothing();
      return;
    }
    CapacityResult.Bounds bounds = answer.bounds().get();
    json.beginObject()
        .member("metric", bounds.metric())
        .member("lower", bounds.lower())
        .member("simulated", bounds.simulated())
        .name("ci95")
        .inRow()
        .beginArray()
        .value(bounds.ci95().low())
        .value(bounds.ci95().high())
        .endArray()
        .member("upper", bounds.upper());
    bounds.predicted().ifPresent(rate -> json.member("mva", rate));
    bounds.saturation().ifPresent(customers -> json.member("saturation", customers));
    json.member("holds", bounds.holds()).endObject();
  }

  private void write(CapacityResult.Point point) {
    json.inRow().beginObject().member("value", scale.text(point.amount())).name("mean");
    if (point.mean().isPresent()) {
      json.value((double) point.mean().get()).name("ci95").beginArray();
      json.value(point.ci95().low()).value(point.ci95().high()).endArray();
    } else {
      json.nothing();
    }
    json.member("meets", point.meets()).name("busiest");
    point.busy().ifPresentOrElse(json::value, json::nothing);
    json.endObject();
  }
}
