package io.pilsim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.formats.yaml.YamlEntry;
import io.pilsim.formats.yaml.YamlMapping;
import io.pilsim.formats.yaml.YamlNode;
import io.pilsim.formats.yaml.YamlScalar;
import io.pilsim.formats.yaml.YamlSequence;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The project gates itself, with the very commands of the sample for other repositories. */
final class SelfGateTest {
  private static final Path SAMPLE = Path.of("src/site/samples/pilsim-gate.yml");

  @TempDir private Path folder;

  /** Where this fails on purpose: the gate with --accept --reason TEXT, and commit the baseline. */
  @Test
  void theSamplesCommandPassesAndLeavesItsReports() throws Exception {
    List<String> words = command();
    assertEquals("pilsim/pilsim", words.remove(0));
    words.addAll(List.of("-o", results()));
    words.replaceAll(word -> word.replace("target/gate", folder.toString()));
    assertPasses(words);
    for (String report : List.of("junit.xml", "gate.sarif", "summary.md")) {
      assertTrue(Files.size(folder.resolve(report)) > 0, report);
    }
  }

  @Test
  void everyScenarioOfTheGateHasABaselineAndHoldsIt() throws Exception {
    List<Path> scenarios;
    try (Stream<Path> found = Files.list(Path.of("scenarios/gate"))) {
      scenarios = found.sorted().toList();
    }
    assertTrue(scenarios.size() > 1);
    for (Path scenario : scenarios) {
      String name = scenario.getFileName().toString().replace(".yaml", ".baseline");
      String baseline = Path.of("reports/reference", name).toString();
      assertPasses(List.of("gate", scenario.toString(), "--baseline", baseline, "-o", results()));
    }
  }

  private String results() {
    return folder.resolve("results").toString();
  }

  private static void assertPasses(List<String> words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, false, StandardCharsets.UTF_8);
    int status = PilsimCommand.execute(ShownCommands.console(stream), words.toArray(String[]::new));
    assertEquals(0, status, out.toString(StandardCharsets.UTF_8));
  }

  private static List<String> command() throws Exception {
    YamlNode root = YamlNode.parse(SAMPLE.toString(), Files.readAllBytes(SAMPLE));
    YamlMapping job = (YamlMapping) at(root, "jobs", "gate");
    YamlMapping env = (YamlMapping) at(job, "env");
    for (YamlNode step : ((YamlSequence) at(job, "steps")).items()) {
      if (step instanceof YamlMapping mapping && mapping.get("run").isPresent()) {
        String line = ((YamlScalar) mapping.get("run").get()).text();
        for (YamlEntry variable : env.entries()) {
          line = line.replace("$" + variable.key(), ((YamlScalar) variable.value()).text());
        }
        return new ArrayList<>(List.of(line.strip().split("\\s+", -1)));
      }
    }
    throw new AssertionError("the sample runs nothing");
  }

  private static YamlNode at(YamlNode node, String... path) {
    YamlNode here = node;
    for (String key : path) {
      here = ((YamlMapping) here).get(key).orElseThrow();
    }
    return here;
  }
}
