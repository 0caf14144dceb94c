package io.pilsim.experiment;

import io.pilsim.experiment.statistics.Interval;
import io.pilsim.formats.FormatException;
import io.pilsim.formats.json.JsonArray;
import io.pilsim.formats.json.JsonNode;
import io.pilsim.formats.json.JsonNull;
import io.pilsim.formats.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads result records; what does not fit is an error with its place. */
final class ResultReader {
  private final JsonFields fields;

  ResultReader(String file) {
    this(new JsonFields(file));
  }

  ResultReader(JsonFields fields) {
    this.fields = fields;
  }

  ResultRecord read(JsonNode root) throws FormatException {
    JsonObject result = fields.object(root);
    String format = fields.text(result, "format");
    if (!format.equals(ResultRecord.FORMAT)) {
      throw fields.error(
          result, "format: '" + format + "' is unknown, expected " + ResultRecord.FORMAT);
    }
    JsonObject hashes = fields.object(fields.member(result, "hashes"));
    JsonObject laws = fields.object(fields.member(result, "laws"));
    List<VariantResult> variants = new ArrayList<>();
    for (JsonNode variant : fields.items(result, "variants")) {
      variants.add(variant(fields.object(variant)));
    }
    List<Verdict> verdicts = new ArrayList<>();
    for (JsonNode verdict : fields.items(result, "expectations")) {
      verdicts.add(verdict(fields.object(verdict)));
    }
    return new ResultRecord(
        fields.text(result, "scenario"),
        fields.text(result, "platform"),
        new ResultRecord.Hashes(
            fields.text(hashes, "scenario"),
            fields.text(hashes, "model"),
            fields.text(hashes, "inputs"),
            fields.text(hashes, "pilsim")),
        fields.whole(result, "seed"),
        variants,
        fields.texts(result, "assumed"),
        new ResultRecord.LawCheck(fields.whole(laws, "checked"), fields.texts(laws, "failed")),
        verdicts);
  }

  private VariantResult variant(JsonObject variant) throws FormatException {
    SortedMap<String, String> overrides = new TreeMap<>();
    JsonObject written = fields.object(fields.member(variant, "overrides"));
    for (String path : written.names()) {
      overrides.put(path, fields.text(written, path));
    }
    SortedMap<String, Figure> metrics = new TreeMap<>();
    JsonObject figures = fields.object(fields.member(variant, "metrics"));
    for (Map.Entry<String, JsonNode> figure : figures.members().entrySet()) {
      metrics.put(figure.getKey(), figure(fields.object(figure.getValue())));
    }
    return new VariantResult(
        fields.text(variant, "name"),
        overrides,
        fields.count(variant, "replications"),
        fields.truth(variant, "completed"),
        metrics,
        uncertainty(fields.member(variant, "uncertainty")),
        fields.texts(variant, "findings"),
        fields.texts(variant, "notes"),
        fields.texts(variant, "log"));
  }

  private Figure figure(JsonObject figure) throws FormatException {
    return new Figure(
        fields.text(figure, "unit"),
        fields.whole(figure, "n"),
        fields.number(figure, "mean"),
        interval(fields.member(figure, "ci95")),
        fields.perhaps(figure, "sd"),
        fields.number(figure, "min"),
        fields.number(figure, "p50"),
        fields.number(figure, "p90"),
        fields.number(figure, "p99"),
        fields.number(figure, "max"),
        percentiles(figure),
        cdf(figure));
  }

  private List<Figure.Share> cdf(JsonObject figure) throws FormatException {
    List<Figure.Share> points = new ArrayList<>();
    if (figure.get("cdf").isPresent()) {
      for (JsonNode point : fields.items(figure, "cdf")) {
        if (!(point instanceof JsonArray pair) || pair.items().size() != 2) {
          throw fields.error(point, "cdf: expected pairs of numbers");
        }
        double value = fields.number(pair.items().get(0));
        points.add(new Figure.Share(value, fields.number(pair.items().get(1))));
      }
    }
    return points;
  }

  private SortedMap<String, Interval> percentiles(JsonObject figure) throws FormatException {
    SortedMap<String, Interval> intervals = new TreeMap<>();
    Optional<JsonNode> written = figure.get("percentiles_ci95");
    if (written.isPresent()) {
      JsonObject object = fields.object(written.get());
      for (String name : object.names()) {
        Optional<Interval> interval = interval(fields.member(object, name));
        interval.ifPresent(each -> intervals.put(name, each));
      }
    }
    return intervals;
  }

  private Optional<Interval> interval(JsonNode node) throws FormatException {
    if (node instanceof JsonNull) {
      return Optional.empty();
    }
    if (!(node instanceof JsonArray ends) || ends.items().size() != 2) {
      throw fields.error(node, "ci95: expected two numbers");
    }
    double low = fields.number(ends.items().get(0));
    return Optional.of(new Interval(low, fields.number(ends.items().get(1))));
  }

  private Optional<Uncertainty> uncertainty(JsonNode node) throws FormatException {
    if (node instanceof JsonNull) {
      return Optional.empty();
    }
    JsonObject uncertainty = fields.object(node);
    return Optional.of(
        new Uncertainty(
            fields.text(uncertainty, "metric"),
            fields.text(uncertainty, "unit"),
            fields.number(uncertainty, "low"),
            fields.number(uncertainty, "high"),
            fields.texts(uncertainty, "leaves")));
  }

  private Verdict verdict(JsonObject verdict) throws FormatException {
    return new Verdict(
        fields.text(verdict, "expect"),
        fields.text(verdict, "variant"),
        fields.text(verdict, "unit"),
        fields.perhaps(verdict, "value"),
        fields.truth(verdict, "met"));
  }
}
