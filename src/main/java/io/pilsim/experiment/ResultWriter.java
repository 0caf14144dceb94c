package io.pilsim.experiment;

import io.pilsim.experiment.statistics.Interval;
import io.pilsim.formats.json.JsonWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Writes result records as JSON. */
final class ResultWriter {
  private final JsonWriter json;

  private ResultWriter(JsonWriter json) {
    this.json = json;
  }

  /** One document of one record. */
  static String text(ResultRecord result) {
    StringWriter out = new StringWriter();
    try (JsonWriter json = new JsonWriter(out)) {
      new ResultWriter(json).write(result);
    }
    return out.toString();
  }

  /** One document, an array. */
  static String text(List<ResultRecord> results) {
    StringWriter out = new StringWriter();
    try (JsonWriter json = new JsonWriter(out)) {
      json.beginArray();
      results.forEach(new ResultWriter(json)::write);
      json.endArray();
    }
    return out.toString();
  }

  private void write(ResultRecord result) {
    json.beginObject()
        .member("format", ResultRecord.FORMAT)
        .member("scenario", result.scenario())
        .member("platform", result.platform());
    ResultRecord.Hashes hashes = result.hashes();
    json.name("hashes")
        .beginObject()
        .member("scenario", hashes.scenario())
        .member("model", hashes.model())
        .member("inputs", hashes.inputs())
        .member("pilsim", hashes.pilsim())
        .endObject();
    json.member("seed", result.seed());
    json.name("variants").beginArray();
    result.variants().forEach(this::write);
    json.endArray();
    strings("assumed", result.assumed());
    json.name("laws").beginObject().member("checked", result.laws().checked());
    strings("failed", result.laws().failed());
    json.endObject();
    json.name("expectations").beginArray();
    result.expectations().forEach(this::write);
    json.endArray().endObject();
  }

  private void write(VariantResult variant) {
    json.beginObject().member("name", variant.name());
    json.name("overrides").inRow().beginObject();
    variant.overrides().forEach(json::member);
    json.endObject();
    json.member("replications", variant.replications());
    json.name("metrics").beginObject();
    for (Map.Entry<String, Figure> metric : variant.metrics().entrySet()) {
      json.name(metric.getKey());
      write(metric.getValue());
    }
    json.endObject();
    json.member("completed", variant.completed());
    json.name("uncertainty");
    variant.uncertainty().ifPresentOrElse(this::write, json::nothing);
    strings("findings", variant.findings());
    strings("notes", variant.notes());
    strings("log", variant.log());
    json.endObject();
  }

  private void write(Figure figure) {
    json.inRow().beginObject().member("unit", figure.unit()).member("n", figure.n());
    json.member("mean", figure.mean()).name("ci95");
    figure.ci95().ifPresentOrElse(this::write, json::nothing);
    json.name("sd");
    write(figure.sd());
    json.member("min", figure.min())
        .member("p50", figure.p50())
        .member("p90", figure.p90())
        .member("p99", figure.p99())
        .member("max", figure.max());
    if (!figure.percentiles().isEmpty()) {
      json.name("percentiles_ci95").beginObject();
      for (Map.Entry<String, Interval> interval : figure.percentiles().entrySet()) {
        json.name(interval.getKey());
        write(interval.getValue());
      }
      json.endObject();
    }
    if (!figure.cdf().isEmpty()) {
      json.name("cdf").beginArray();
      for (Figure.Share point : figure.cdf()) {
        json.beginArray().value(point.value()).value(point.share()).endArray();
      }
      json.endArray();
    }
    json.endObject();
  }

  private void write(Interval interval) {
    json.beginArray().value(interval.low()).value(interval.high()).endArray();
  }

  private void write(OptionalDouble value) {
    if (value.isPresent()) {
      json.value(value.getAsDouble());
    } else {
      json.nothing();
    }
  }

  private void write(Uncertainty uncertainty) {
    json.beginObject()
        .member("metric", uncertainty.metric())
        .member("unit", uncertainty.unit())
        .member("low", uncertainty.low())
        .member("high", uncertainty.high());
    strings("leaves", uncertainty.leaves());
    json.endObject();
  }

  private void write(Verdict verdict) {
    json.inRow()
        .beginObject()
        .member("expect", verdict.expectation())
        .member("variant", verdict.variant())
        .member("unit", verdict.unit())
        .name("value");
    write(verdict.value());
    json.member("met", verdict.met()).endObject();
  }

  private void strings(String name, List<String> values) {
    json.name(name).beginArray();
    values.forEach(json::value);
    json.endArray();
  }
}
