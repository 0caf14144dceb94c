package io.pilsim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.formats.FormatException;
import io.pilsim.formats.json.JsonArray;
import io.pilsim.formats.json.JsonNode;
import io.pilsim.formats.json.JsonNumber;
import io.pilsim.formats.json.JsonObject;
import io.pilsim.formats.json.JsonText;
import io.pilsim.formats.json.JsonTruth;
import io.pilsim.platform.SimulationRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of the real simulator: what it advises is what comes true when it is done. */
final class AdviseCommandTest {
  private static final String THREADS =
      """
      scenario: threads
      platform: sa8775p
      workload:
        {flow: map-unmap, cpus: 2, buffer: 64 KiB, page: 4 KiB, pairs: 10, warmup_pairs: 3,
         think: 5 us}
      """;

  @TempDir private Path folder;

  private String said;

  private int run(String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, false, StandardCharsets.UTF_8);
    Console console = new Console(stream, stream, Path.of(""), new SimulationRun(), false, false);
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("-o", folder.toString()));
    int status = PilsimCommand.execute(console, all.toArray(new String[0]));
    said = out.toString(StandardCharsets.UTF_8);
    return status;
  }

  private JsonObject json() throws FormatException {
    return (JsonObject) JsonNode.parse("advise", said);
  }

  private String threads() throws IOException {
    return Files.writeString(folder.resolve("threads.yaml"), THREADS).toString();
  }

  private static List<JsonObject> options(JsonObject advice, String name) {
    return ((JsonArray) advice.get(name).orElseThrow())
        .items().stream().map(JsonObject.class::cast).toList();
  }

  private static List<String> sets(JsonObject option) {
    return ((JsonArray) option.get("sets").orElseThrow())
        .items().stream().map(item -> ((JsonText) item).value()).toList();
  }

  private static double number(JsonObject object, String name) {
    return ((JsonNumber) object.get(name).orElseThrow()).asDouble();
  }

  private static String effect(JsonObject option, String metric) {
    JsonObject effects = (JsonObject) option.get("effects").orElseThrow();
    return ((JsonText) effects.get(metric).orElseThrow()).value();
  }

  private static JsonObject exposure(JsonObject option) {
    return (JsonObject) option.get("exposure").orElseThrow();
  }

  private static boolean isAlways(JsonObject option) {
    return ((JsonTruth) exposure(option).get("always").orElseThrow()).value();
  }

  private static double exposedNs(JsonObject option) {
    return isAlways(option) ? Double.POSITIVE_INFINITY : number(exposure(option), "ns");
  }

  /**
   * 30 MiB from 0x95900000: pages for a MiB up to the next block and a MiB behind the last, 14
   * blocks between. From 0x95a00000, 15 blocks.
   */
  @Test
  void aCarveoutBetweenBlocksIsMovedToOne() throws FormatException {
    assertEquals(0, run("advise", "scenarios/boot-adsp.yaml", "--json", "-"));
    JsonObject advice = json();
    JsonObject alone =
        options(advice, "alone").stream()
            .filter(each -> sets(each).get(0).contains(".carveout."))
            .findFirst()
            .orElseThrow();
    assertEquals(List.of("sa8775p.remoteprocs.adsp.carveout.iot=0x95a00000"), sets(alone));
    assertEquals(256 + 14 + 256 + " to 15", effect(alone, "boot.adsp.map.leaf_ptes"));
    JsonObject best = options(advice, "pareto").get(0);
    List<String> again = new ArrayList<>(List.of("run", "scenarios/boot-adsp.yaml", "--json", "-"));
    sets(best).forEach(set -> again.addAll(List.of("--set", set)));
    run(again.toArray(new String[0]));
    JsonObject variant = options(json(), "variants").get(0);
    JsonObject metrics = (JsonObject) variant.get("metrics").orElseThrow();
    assertEquals(
        number((JsonObject) metrics.get("boot.all.total_time").orElseThrow(), "mean"),
        number(best, "cost"));
    assertEquals(
        15.0, number((JsonObject) metrics.get("boot.adsp.map.leaf_ptes").orElseThrow(), "mean"));
  }

  /** Wherever it lies, the advice is the same place; a page before it, blocks do not fit. */
  @Test
  void aBadAddressIsToldInWords() {
    String bad = "sa8775p.remoteprocs.adsp.carveout.iot=0x95b13000";
    assertEquals(0, run("advise", "scenarios/boot-adsp.yaml", "--set", bad));
    assertTrue(said.contains("adsp's carveout begins at 2 MiB"), said);
    assertTrue(said.contains("--set sa8775p.remoteprocs.adsp.carveout.iot=0x95a00000"), said);
    assertTrue(said.contains("boot.adsp.map.leaf_ptes: 526 to 15\n"), said);
    assertTrue(said.endsWith("results in " + folder + "/boot-adsp/\n"), said);
  }

  /** By asking each of them about each other. */
  private static void nobodyIsBeaten(List<JsonObject> options) {
    for (JsonObject one : options) {
      for (JsonObject other : options) {
        boolean beaten =
            number(other, "cost") < number(one, "cost")
                && exposedNs(other) <= exposedNs(one)
                && number(exposure(other), "bytes") <= number(exposure(one), "bytes")
                && number(other, "memory_bytes") <= number(one, "memory_bytes");
        assertTrue(!beaten, one + " is beaten by " + other);
      }
    }
  }

  @Test
  void withoutAFloorWhatIsFastAndOpenIsShownBesideWhatIsSafe() throws FormatException, IOException {
    assertEquals(0, run("advise", threads(), "--json", "-"));
    List<JsonObject> best = options(json(), "pareto");
    nobodyIsBeaten(best);
    assertTrue(best.stream().anyMatch(AdviseCommandTest::isAlways), said);
    assertTrue(best.stream().anyMatch(option -> exposedNs(option) == 0), said);
    assertTrue(options(json(), "rejected").isEmpty());
  }

  @Test
  void whatExposesMoreThanIsBorneIsRejected() throws FormatException, IOException {
    assertEquals(0, run("advise", threads(), "--max-exposure", "0", "--json", "-"));
    List<JsonObject> best = options(json(), "pareto");
    assertTrue(!best.isEmpty());
    for (JsonObject option : best) {
      assertEquals(0, exposedNs(option));
      assertEquals(0, number(exposure(option), "bytes"));
      assertTrue(number(option, "gain") > 0);
    }
    List<JsonObject> rejected = options(json(), "rejected");
    assertTrue(rejected.stream().anyMatch(AdviseCommandTest::isAlways), said);
    assertTrue(rejected.stream().allMatch(option -> number(exposure(option), "bytes") > 0), said);
  }

  @Test
  void mistakesAreALineEach() {
    assertEquals(2, run("advise", "scenarios/boot-adsp.yaml", "--max-exposure", "little"));
    assertEquals("--max-exposure: 'little' does not fit, expected a time, a size, or 0\n", said);
    assertEquals(2, run("advise", "scenarios/boot-adsp.yaml", "--also", "seed"));
    assertEquals("--also: 'seed' is unknown, expected host or driver\n", said);
    assertEquals(2, run("advise", "scenarios/boot-adsp.yaml", "--format", "csv"));
    assertEquals("--format: advice has no csv, expected one of table, json, md\n", said);
  }
}
