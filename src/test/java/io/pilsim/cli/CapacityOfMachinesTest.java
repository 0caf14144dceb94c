package io.pilsim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.formats.FormatException;
import io.pilsim.formats.json.JsonArray;
import io.pilsim.formats.json.JsonNode;
import io.pilsim.formats.json.JsonNumber;
import io.pilsim.formats.json.JsonObject;
import io.pilsim.platform.SimulationRun;
import io.pilsim.platform.scenario.Workbench;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of the real simulator: what binds boots and threads, and what analysis says of them. */
final class CapacityOfMachinesTest {
  @TempDir private Path folder;

  /** Of the real simulator, in this checkout. */
  private JsonObject real(String scenario, String vary, String until, String... more)
      throws FormatException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, false, StandardCharsets.UTF_8);
    Console console = new Console(stream, stream, Path.of(""), new SimulationRun(), false, false);
    List<String> words = new ArrayList<>(List.of("capacity", scenario, "--vary", vary));
    words.addAll(List.of("--until", until, "-o", folder.toString(), "--json", "-"));
    words.addAll(List.of(more));
    assertEquals(0, PilsimCommand.execute(console, words.toArray(new String[0])));
    return answer(out.toString(StandardCharsets.UTF_8));
  }

  /** The boots share the SCM mutex; what is done while it is held is what helps. */
  @Test
  void bootsAreBoundByTheScmMutexAndStayWithinTheirBounds() throws FormatException {
    JsonObject answer =
        real(
            "scenarios/how-many-dsps.yaml",
            "workload.remoteprocs=1..5",
            "boot.all.total_time < 80 ms",
            "--variant",
            "kvm-v10");
    JsonNode busiest = ((JsonArray) answer.get("resources").orElseThrow()).items().get(0);
    assertTrue(busiest.toString().contains("scm.lock"), busiest.toString());
    JsonObject bounds = (JsonObject) answer.get("bounds").orElseThrow();
    assertTrue(number(bounds, "lower") <= number(bounds, "simulated"));
    assertTrue(number(bounds, "simulated") <= number(bounds, "upper"));
    List<JsonNode> helps = ((JsonArray) answer.get("relaxations").orElseThrow()).items();
    assertTrue(helps.get(0).toString().contains("scm.lock"), helps.get(0).toString());
    double most = Double.MAX_VALUE;
    for (JsonNode each : helps) {
      assertTrue(number((JsonObject) each, "mean") < number(bounds, "simulated"));
      assertTrue(number((JsonObject) each, "amount") <= most);
      most = number((JsonObject) each, "amount");
    }
    assertTrue(number((JsonObject) helps.get(0), "amount") > number(answer, "amount"));
    assertEquals(number(answer, "amount"), most);
  }

  /**
   * Threads that do nothing but take a buffer of a pool and put it back hold its lock for 2 x 50 ns
   * of each round: they cannot do more than 10,000,000 a second.
   */
  @Test
  void threadsBehindOneLockDoAsMuchAsItsDemandAllows() throws FormatException {
    String file =
        new Workbench(folder)
            .write(
                "threads.yaml",
                """
                scenario: threads
                platform: gem5-smmuv3
                workload:
                  {flow: map-unmap, use: pooled, buffer: 4 KiB, pairs: 40, warmup_pairs: 5,
                   think: 100 ns, device: none}
                """)
            .toString();
    JsonObject answer = real(file, "workload.cpus=1..8", "map.pair_time < 100 us");
    JsonObject bounds = (JsonObject) answer.get("bounds").orElseThrow();
    assertEquals(1e7, number(bounds, "upper"), 1);
    assertEquals(2, number(bounds, "saturation"), 0.2); // 100 ns of thought, 100 ns held
    assertEquals(1e7, number(bounds, "simulated"), 2.5e5);
    assertTrue(number(bounds, "mva") <= number(bounds, "upper"));
    JsonObject busiest =
        (JsonObject) ((JsonArray) answer.get("resources").orElseThrow()).items().get(0);
    assertTrue(busiest.toString().contains("lock.pool"), busiest.toString());
    assertTrue(number(busiest, "utilization") > 0.95 && number(busiest, "utilization") <= 1);
  }

  private static JsonObject answer(String json) throws FormatException {
    JsonObject root = (JsonObject) JsonNode.parse("capacity", json);
    return (JsonObject) ((JsonArray) root.get("variants").orElseThrow()).items().get(0);
  }

  private static double number(JsonObject object, String name) {
    return ((JsonNumber) object.get(name).orElseThrow()).asDouble();
  }
}
