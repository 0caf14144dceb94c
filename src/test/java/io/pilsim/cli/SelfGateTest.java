package io.pilsim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.formats.yaml.YamlEntry;
import io.pilsim.formats.yaml.YamlMapping;
import io.pilsim.formats.yaml.YamlNode;
import io.pilsim.formats.yaml.YamlScalar;
import io.pilsim.formats.yaml.YamlSequence;
import io.pilsim.platform.SimulationRun;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    words.addAll(List.of("-o", folder.resolve("results").toString()));
    words.replaceAll(word -> word.replace("target/gate", folder.toString()));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, false, StandardCharsets.UTF_8);
    Console console = new Console(stream, stream, Path.of(""), new SimulationRun(), false, false);
    int status = PilsimCommand.execute(console, words.toArray(String[]::new));
    assertEquals(0, status, out.toString(StandardCharsets.UTF_8));
    for (String report : List.of("junit.xml", "gate.sarif", "summary.md")) {
      assertTrue(Files.size(folder.resolve(report)) > 0, report);
    }
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
