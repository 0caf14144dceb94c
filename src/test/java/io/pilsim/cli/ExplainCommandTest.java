package io.pilsim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.experiment.FakeRunner;
import io.pilsim.flow.FlowStages;
import io.pilsim.platform.RoutineName;
import io.pilsim.platform.model.Basis;
import io.pilsim.platform.model.Leaf;
import io.pilsim.platform.model.ModelFiles;
import io.pilsim.platform.model.ModelTree;
import io.pilsim.platform.scenario.Word;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The oracles: the kernel's order as {@link BootStage} has it, and the model's own files. */
final class ExplainCommandTest {
  private static final Path CHECKOUT = Path.of("").toAbsolutePath();
  private static final ModelTree SA8775P = new ModelFiles(Path.of("model")).load("sa8775p");

  private static Session.Said explain(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(err, false, StandardCharsets.UTF_8),
            CHECKOUT,
            FakeRunner.exact(),
            false,
            false);
    List<String> all = new ArrayList<>(List.of("explain"));
    all.addAll(Arrays.asList(args));
    int status = PilsimCommand.execute(console, all.toArray(String[]::new));
    return new Session.Said(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static List<String> members(String json, String name) {
    Matcher matcher = Pattern.compile("\"" + name + "\": \"([^\"]*)\"").matcher(json);
    return matcher.results().map(found -> found.group(1)).toList();
  }

  private static List<String> stages(String... args) {
    List<String> all = new ArrayList<>(List.of("boot", "--depth", "1", "--format", "json"));
    all.addAll(Arrays.asList(args));
    return members(explain(all.toArray(String[]::new)).out(), "path").stream()
        .filter(path -> path.startsWith("boot.adsp."))
        .map(path -> path.substring("boot.adsp.".length()))
        .toList();
  }

  @Test
  void theBootAsMergedHasEveryStageOnceInTheKernelsOrder() {
    assertEquals(FlowStages.BOOT.steps(), stages());
  }

  @Test
  void versionOneMapsBeforeItTalksToTrustZoneAndTheHypervisorsLinuxMapsNothing() {
    List<String> v1 = stages("--driver", "v1");
    assertTrue(v1.indexOf("carveout_map") < v1.indexOf("metadata"), v1.toString());
    List<String> qhee = stages("--host", "qhee");
    assertTrue(qhee.stream().noneMatch(stage -> stage.endsWith("_map")), qhee.toString());
  }

  @ParameterizedTest
  @EnumSource(RoutineName.class)
  void everyLeafIsTheModelsAndEveryTableFitsItsWidth(RoutineName name) {
    String json = explain(name.word(), "--depth", "20", "--format", "json").out();
    List<String> leaves = members(json, "leaf");
    assertTrue(!leaves.isEmpty(), json);
    List<String> sources = members(json, "source");
    for (int i = 0; i < leaves.size(); i++) {
      Leaf leaf = SA8775P.leaf(leaves.get(i)).orElseThrow();
      assertEquals(leaf.source(), sources.get(i));
    }
    // a step that takes time says which leaf it takes it from
    json.lines()
        .filter(line -> line.matches(".*\"kind\": \"(compute|work|sleep)\".*"))
        .forEach(line -> assertTrue(line.contains("\"leaf\": "), line));
    String table = explain(name.word(), "--depth", "20").out();
    table.lines().forEach(line -> assertTrue(line.length() <= 80, line));
  }

  @Test
  void aCostIsThatOfItsLeaf() {
    Session.Said said =
        explain("bridge_create", "--set", "sa8775p.smc.entry=333 ns", "--format", "json");
    String entry =
        said.out().lines().filter(line -> line.contains("_create.entry")).toList().get(0);
    assertTrue(entry.contains("\"kind\": \"compute\", \"cost_ns\": 333.0, "), entry);
    assertTrue(entry.contains("\"leaf\": \"sa8775p.smc.entry\", \"value\": \"333 ns\""), entry);
  }

  @Test
  void theTableNamesStepKindCostBasisAndLeafAndTheSourceBelow() {
    Leaf leaf = SA8775P.leaf("sa8775p.linux.scm.marshal").orElseThrow();
    assertEquals(Basis.ASSUMED, leaf.basis());
    String table = explain("scm_call", "--set", "sa8775p.linux.scm.marshal=1234 ns").out();
    assertTrue(
        table
            .lines()
            .anyMatch(
                line ->
                    line.matches(
                        " *marshal +compute +1\\.23 \u00b5s +assumed +linux\\.scm\\.marshal")),
        table);
    assertTrue(table.contains("\n    assumed: " + leaf.source() + "\n"), table);
  }

  @Test
  void withoutANameAllAreListed() {
    Session.Said said = explain();
    assertEquals(0, said.status());
    for (String name : Word.all(RoutineName.class)) {
      assertTrue(said.out().contains("\n  " + name + " "), name);
    }
  }

  @Test
  void anUnknownNameIsOneLineAndStatusTwo() {
    assertEquals(
        new Session.Said(2, "", "explain: no routine 'bot' (did you mean boot?)\n"),
        explain("bot"));
    assertEquals(
        new Session.Said(2, "", "explain: only host kvm has iommu_map\n"),
        explain("iommu_map", "--host", "qhee"));
    assertEquals(2, explain("boot", "--set", "sa8775p.nothing=1").status());
    assertEquals(2, explain("boot", "--depth", "-1").status());
    assertEquals(2, explain("boot", "--format", "xml").status());
  }

  @Test
  void stepsAreListedForSpreadsheets() {
    List<String> lines = explain("bridge_create", "--format", "csv").out().lines().toList();
    assertEquals("path,kind,cost,basis,leaf,source", lines.get(0));
    String json = explain("bridge_create", "--format", "json").out();
    assertEquals(json.lines().filter(line -> line.contains("\"path\"")).count(), lines.size() - 1);
  }
}
