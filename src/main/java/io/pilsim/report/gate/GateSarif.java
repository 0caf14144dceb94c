package io.pilsim.report.gate;

import io.pilsim.experiment.gate.GateReport;
import io.pilsim.experiment.gate.GateRow;
import io.pilsim.experiment.gate.GateState;
import io.pilsim.experiment.gate.Suspect;
import io.pilsim.formats.json.JsonWriter;
import io.pilsim.platform.model.Origin;
import java.io.File;
import java.io.StringWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Gates as SARIF 2.1.0: a result per metric that is not unchanged, at the line of the scenario that
 * gates it, with the leaves that differ as related places.
 *
 * <p>Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0.
 */
public final class GateSarif {
  /** What a result is about. */
  private enum Rule {
    REGRESSION("metric-beyond-budget", "A metric got worse by more than its budget.", "error"),
    VANISHED("metric-vanished", "A gated metric is no longer there.", "error"),
    INCONCLUSIVE("gate-inconclusive", "Chance hides whether a budget holds.", "warning"),
    CHANGE("metric-changed", "A metric changed within its budget, or for the better.", "note");

    private final String id;
    private final String text;
    private final String level;

    Rule(String id, String text, String level) {
      this.id = id;
      this.text = text;
      this.level = level;
    }

    static Rule of(GateState state) {
      return switch (state) {
        case FAILED -> REGRESSION;
        case VANISHED -> VANISHED;
        case INCONCLUSIVE -> INCONCLUSIVE;
        case UNCHANGED, BETTER, WITHIN, NEW -> CHANGE;
      };
    }
  }

  private final JsonWriter json;

  private GateSarif(JsonWriter json) {
    this.json = json;
  }

  /**
   * @param version of pilsim
   */
  public static String write(String version, List<GateReport> reports) {
    StringWriter out = new StringWriter();
    try (JsonWriter json = new JsonWriter(out)) {
      new GateSarif(json).log(version, reports);
    }
    return out.toString();
  }

  private void log(String version, List<GateReport> reports) {
    json.beginObject().member("version", "2.1.0").name("runs").beginArray().beginObject();
    json.name("tool").beginObject().name("driver").beginObject();
    json.member("name", "pilsim").member("version", version).name("rules").beginArray();
    for (Rule rule : Rule.values()) {
      json.beginObject().member("id", rule.id);
      text("shortDescription", rule.text);
      json.name("defaultConfiguration").inRow().beginObject().member("level", rule.level);
      json.endObject().endObject();
    }
    json.endArray().endObject().endObject();
    json.member("columnKind", "utf16CodeUnits").name("results").beginArray();
    for (GateReport report : reports) {
      report.rows().stream()
          .filter(row -> row.state() != GateState.UNCHANGED)
          .forEach(row -> result(report, row));
    }
    json.endArray().endObject().endArray().endObject();
  }

  private void result(GateReport report, GateRow row) {
    Rule rule = Rule.of(row.state());
    List<String> lines = new ArrayList<>();
    lines.add(report.scenario() + ": " + GateSentences.headline(row));
    lines.addAll(GateSentences.why(report, row));
    boolean explained = rule != Rule.CHANGE;
    List<Suspect> suspects = explained ? report.worthTelling() : List.of();
    suspects.forEach(each -> lines.add(GateSentences.suspect(each)));
    json.beginObject().member("ruleId", rule.id);
    json.member("ruleIndex", List.of(Rule.values()).indexOf(rule)).member("level", rule.level);
    text("message", String.join("\n", lines));
    json.name("locations").beginArray().beginObject();
    place(row.budget().origin());
    json.endObject().endArray();
    related(suspects);
    json.name("partialFingerprints").inRow().beginObject();
    String what = report.scenario() + "/" + row.variant() + "/" + row.figure();
    json.member("gatedMetric/v1", what).endObject();
    json.endObject();
  }

  /** Of suspects that stand in a file. */
  private void related(List<Suspect> suspects) {
    List<Suspect> placed =
        suspects.stream()
            .filter(each -> each.origin().map(origin -> origin.line() > 0).orElse(false))
            .toList();
    if (placed.isEmpty()) {
      return;
    }
    json.name("relatedLocations").beginArray();
    for (Suspect suspect : placed) {
      json.beginObject();
      place(suspect.origin().orElseThrow());
      text("message", GateSentences.suspect(suspect));
      json.endObject();
    }
    json.endArray();
  }

  private void place(Origin origin) {
    json.name("physicalLocation").beginObject();
    json.name("artifactLocation").inRow().beginObject().member("uri", uri(origin.source()));
    json.endObject().name("region").inRow().beginObject();
    json.member("startLine", origin.line()).member("startColumn", origin.column());
    json.endObject().endObject();
  }

  /** Relative where the file lies below the working directory, for that is the checkout. */
  static String uri(String file) {
    Path path = Path.of(file);
    try {
      String slashes = file.replace(File.separatorChar, '/');
      return path.isAbsolute()
          ? path.toUri().toASCIIString()
          : new URI(null, null, slashes, null).toASCIIString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e); // every relative path can be quoted
    }
  }

  private void text(String name, String text) {
    json.name(name).inRow().beginObject().member("text", text).endObject();
  }
}
