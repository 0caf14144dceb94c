package io.pilsim.experiment.advise;

import io.pilsim.experiment.advise.Advice.Option;
import io.pilsim.formats.json.JsonWriter;
import java.io.StringWriter;
import java.util.List;

/** Advice as JSON: {@code pilsim-advice/1}. */
public final class AdviceJson {
  private final JsonWriter json;

  private AdviceJson(JsonWriter json) {
    this.json = json;
  }

  public static String write(Advice advice) {
    StringWriter out = new StringWriter();
    try (JsonWriter json = new JsonWriter(out)) {
      new AdviceJson(json).advice(advice);
    }
    return out.toString();
  }

  private void advice(Advice advice) {
    json.beginObject()
        .member("format", "pilsim-advice/1")
        .member("scenario", advice.scenario())
        .member("variant", advice.variant())
        .member("metric", advice.metric())
        .member("unit", advice.unit())
        .member("max_exposure", advice.floor().text())
        .member("tried", advice.tried())
        .name("as_it_is");
    option(advice.asItIs());
    options("pareto", advice.best());
    options("alone", advice.alone());
    options("rejected", advice.rejected());
    json.endObject();
  }

  private void options(String name, List<Option> options) {
    json.name(name).beginArray();
    options.forEach(this::option);
    json.endArray();
  }

  private void option(Option option) {
    json.beginObject().name("sets").beginArray();
    option.rewrite().sets().forEach(set -> json.value(set.path() + "=" + set.value()));
    json.endArray().name("reasons").beginArray();
    option.rewrite().reasons().forEach(json::value);
    json.endArray().member("cost", option.cost().mean()).member("gain", -option.gain().mean());
    json.name("gain_ci95");
    option
        .gain()
        .ci95()
        .ifPresentOrElse(
            ci -> json.inRow().beginArray().value(-ci.high()).value(-ci.low()).endArray(),
            json::nothing);
    exposure(option.exposure());
    json.member("memory_bytes", option.memoryBytes()).name("effects").beginObject();
    option.effects().forEach(json::member);
    json.endObject();
    option.warning().ifPresent(text -> json.member("warning", text));
    json.endObject();
  }

  /** What is always there has no end, and what was not measured has no figure. */
  private void exposure(Exposure exposure) {
    json.name("exposure").inRow().beginObject();
    json.member("known", exposure.isKnown()).member("always", exposure.isAlways());
    if (exposure.isKnown()) {
      if (!exposure.isAlways()) {
        json.member("ns", exposure.ns());
      }
      json.member("bytes", exposure.bytes());
    }
    json.endObject();
  }
}
