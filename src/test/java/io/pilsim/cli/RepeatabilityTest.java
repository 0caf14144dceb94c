package io.pilsim.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.platform.SimulationRun;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same inputs give the same bytes wherever and however the program runs, in real processes that
 * differ in many ways at a time. {@code -Dpilsim.slow=true} takes every scenario of the checkout,
 * otherwise three; one replication of each, and fewer operations of the longest.
 */
final class RepeatabilityTest {
  private static final boolean SLOW = Boolean.getBoolean("pilsim.slow");
  private static final String LONGEST = "lifecycle-soak";
  private static final List<String> QUICK = List.of("which-strategy", "gate-map", "lifecycle");

  @TempDir private Path folder;

  private static Map<String, Path> scenarios() throws IOException {
    Map<String, Path> all = new TreeMap<>();
    try (Stream<Path> files = Files.walk(Path.of("scenarios"))) {
      files
          .filter(file -> file.toString().endsWith(".yaml"))
          .forEach(file -> all.put(file.getFileName().toString().replace(".yaml", ""), file));
    }
    if (!SLOW) {
      all.keySet().retainAll(QUICK);
    }
    return all;
  }

  private static List<String> shorter(String scenario) {
    return scenario.equals(LONGEST)
        ? List.of("--set", "workload.operations=500")
        : List.of("--replications", "1");
  }

  @Test
  void everyWayOfRunningGivesTheSameBytes() throws Exception {
    List<Surroundings> ways = Surroundings.all();
    Map<String, Map<String, String>> hashes = new LinkedHashMap<>();
    for (int i = 0; i < ways.size(); i++) {
      hashes.put(ways.get(i).name(), hashes(ways.get(i), folder.resolve("way" + i)));
    }
    Map<String, String> first = hashes.values().iterator().next();
    System.out.println(table(ways, hashes, first));
    hashes.forEach((way, found) -> assertEquals(first, found, way));
  }

  /** Of each scenario: what its files hold, but for the one that says what the run cost. */
  private Map<String, String> hashes(Surroundings way, Path results) throws Exception {
    List<String> others = new ArrayList<>();
    for (Map.Entry<String, Path> each : scenarios().entrySet()) {
      if (each.getKey().equals(LONGEST)) {
        run(way, results, List.of(each.getValue().toString()), shorter(LONGEST));
      } else {
        others.add(each.getValue().toString());
      }
    }
    run(way, results, others, shorter(""));
    Map<String, String> hashes = new TreeMap<>();
    for (String scenario : scenarios().keySet()) {
      hashes.put(scenario, hash(results.resolve(scenario)));
    }
    return hashes;
  }

  private void run(Surroundings way, Path results, List<String> files, List<String> more)
      throws Exception {
    List<String> args = new ArrayList<>(List.of("run", "--quiet", "-o", results.toString()));
    files.forEach(file -> args.add(Path.of(file).toAbsolutePath().toString()));
    args.addAll(more);
    Program.Ended ended = way.run(folder, args);
    assertEquals("", ended.err(), way.name());
    assertTrue(ended.status() <= 1, "an expectation may not hold of a shorter run");
  }

  private static String hash(Path results) throws IOException, NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (String name : List.of("metrics.csv", "series.csv", "result.json")) {
      digest.update(Files.readAllBytes(results.resolve(name)));
    }
    return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
  }

  private static String table(
      List<Surroundings> ways, Map<String, Map<String, String>> hashes, Map<String, String> first) {
    StringBuilder text = new StringBuilder("repeatability\n");
    for (int i = 0; i < ways.size(); i++) {
      text.append("  ").append(i + 1).append(": ").append(ways.get(i).name()).append('\n');
    }
    for (String scenario : first.keySet()) {
      text.append(String.format("  %-28s%s", scenario, first.get(scenario)));
      for (Map<String, String> each : hashes.values()) {
        text.append(each.get(scenario).equals(first.get(scenario)) ? "  same" : "  OTHER");
      }
      text.append('\n');
    }
    return text.toString();
  }

  /** A sweep that was done in part before comes to the bytes of one that was not. */
  @Test
  void whatIsResumedIsWhatIsRunAtOnce() throws IOException {
    for (Map.Entry<String, Path> each : scenarios().entrySet()) {
      byte[] cold = sweep(each.getKey(), each.getValue(), "cold", "1,2");
      sweep(each.getKey(), each.getValue(), "resumed", "2");
      assertArrayEquals(cold, sweep(each.getKey(), each.getValue(), "resumed", "1,2"));
    }
  }

  private byte[] sweep(String scenario, Path file, String results, String seeds)
      throws IOException {
    Path out = folder.resolve(results);
    List<String> args = new ArrayList<>(List.of("sweep", file.toString(), "--quiet"));
    args.addAll(List.of("--over", "run.seed=" + seeds, "-o", out.toString()));
    args.addAll(shorter(scenario));
    PrintStream stream = new PrintStream(folder.resolve("said").toFile(), "UTF-8");
    Console console = new Console(stream, stream, Path.of(""), new SimulationRun(), false, false);
    assertEquals(0, PilsimCommand.execute(console, args.toArray(String[]::new)), scenario);
    return Files.readAllBytes(out.resolve(scenario).resolve("sweep.csv"));
  }
}
