package io.pilsim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.experiment.JsonFields;
import io.pilsim.formats.json.JsonNode;
import io.pilsim.formats.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other programs read of a gate that fails in one budget and holds in another. */
final class GateOutputsTest {
  private static final String SCENARIO =
      """
      scenario: boot
      platform: soc
      host: kvm
      workload: {flow: boot, remoteprocs: [adsp]}
      gate:
        - {metric: boot.adsp.total_time, better: lower, max_change: 2 %}
        - {metric: tzmem.pool_bytes, better: lower, max_change: 0}
      """;

  @TempDir private Path folder;
  private final JsonFields fields = new JsonFields("gate");
  private Session session;
  private String file;
  private String baseline;

  @BeforeEach
  void acceptABaseline() {
    session = new Session(folder);
    file = session.bench().write("a b/boot.yaml", SCENARIO).toString();
    baseline = folder.resolve("boot.baseline").toString();
    String reason = "<b>first</b> & *last* | one";
    session.run("gate", file, "--baseline", baseline, "--accept", "--reason", reason);
  }

  private String written(String option) throws IOException {
    Path to = folder.resolve("written");
    String slower = "soc.tz.hash=800 MB/s";
    Session.Said said =
        session.run(
            "gate",
            file,
            "--baseline",
            baseline,
            "--set",
            slower,
            option,
            to.toString(),
            "--quiet");
    assertEquals(new Session.Said(1, "", ""), said);
    return Files.readString(to);
  }

  @Test
  void junitXmlFitsTheSchemaAndCountsRight() throws Exception {
    String xml = written("--junit");
    SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(Path.of("src/test/resources/junit-report.xsd").toFile())
        .newValidator()
        .validate(new StreamSource(new java.io.StringReader(xml)));
    assertTrue(
        xml.contains(
            "<testsuite name=\"boot\" tests=\"2\" failures=\"1\" errors=\"0\" skipped=\"0\">"),
        xml);
    assertTrue(xml.contains("<testcase classname=\"boot.base\" name=\"tzmem.pool_bytes\"/>"), xml);
    assertTrue(xml.contains("cause: soc.tz.hash is 800 MB/s, was 1 GB/s"), xml);
  }

  @Test
  void sarifPointsAtTheLineThatGatesTheMetric() throws Exception {
    byte[] bytes = written("--sarif").getBytes(StandardCharsets.UTF_8);
    JsonObject log = fields.object(JsonNode.parse("gate", bytes));
    assertEquals("2.1.0", fields.text(log, "version"));
    JsonObject run = fields.object(fields.items(log, "runs").get(0));
    JsonObject driver = object(object(run, "tool"), "driver");
    assertEquals("pilsim", fields.text(driver, "name"));
    List<JsonNode> results = fields.items(run, "results");
    assertEquals(1, results.size(), "what is unchanged is no result");
    JsonObject result = fields.object(results.get(0));
    assertEquals("error", fields.text(result, "level"));
    int rule = (int) fields.whole(result, "ruleIndex");
    JsonObject named = fields.object(fields.items(driver, "rules").get(rule));
    assertEquals(fields.text(named, "id"), fields.text(result, "ruleId"));
    assertFalse(fields.text(object(result, "message"), "text").isEmpty());
    JsonObject location = fields.object(fields.items(result, "locations").get(0));
    JsonObject place = object(location, "physicalLocation");
    assertEquals(6, fields.whole(object(place, "region"), "startLine"));
    assertEquals(5, fields.whole(object(place, "region"), "startColumn"));
    String uri = fields.text(object(place, "artifactLocation"), "uri");
    assertTrue(uri.endsWith("/a%20b/boot.yaml"), uri);
  }

  private JsonObject object(JsonObject of, String name) throws Exception {
    return fields.object(fields.member(of, name));
  }

  /** 1 s of 1.25 s is 24 of 30 blocks. */
  @Test
  void markdownHasATableAChartAndNothingThatTheReasonSmuggledIn() throws Exception {
    String text = written("--markdown");
    assertTrue(text.startsWith("## boot: **failed**\n\n| | before | now |"), text);
    String was = "adsp auth was " + "█".repeat(24) + " 1 s\n";
    assertTrue(text.contains(was + "          now " + "█".repeat(30) + " 1.25 s\n"), text);
    assertTrue(text.contains("\\<b\\>first\\</b\\> & \\*last\\* \\| one"), text);
  }

  @Test
  void annotationsAreALineEachWithThePlace() {
    Session.Said said =
        session.run(
            "gate",
            file,
            "--baseline",
            baseline,
            "--set",
            "soc.tz.hash=800 MB/s",
            "--annotations",
            "--quiet");
    assertEquals(1, said.out().lines().count(), said.out());
    assertTrue(
        said.out()
            .startsWith(
                "::error file=DIR/a b/boot.yaml,line=6,col=5,title=pilsim gate%3A boot::"
                    + "boot.adsp.total_time of base is 25 %25 worse: 1.25 s, was 1 s; budget 2 %25"
                    + "%0A"),
        said.out());
  }
}
