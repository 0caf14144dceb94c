package io.pilsim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.engine.stats.Unit;
import io.pilsim.experiment.FakeRunner;
import io.pilsim.experiment.QueueRunner;
import io.pilsim.formats.FormatException;
import io.pilsim.formats.json.JsonArray;
import io.pilsim.formats.json.JsonNode;
import io.pilsim.formats.json.JsonNumber;
import io.pilsim.formats.json.JsonObject;
import io.pilsim.platform.Metric;
import io.pilsim.platform.RunOutcome;
import io.pilsim.platform.Runner;
import io.pilsim.platform.SimulationRun;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code -Dpilsim.slow=true} asks a queue a hundred times. */
final class CapacityCommandTest {
  private static final boolean SLOW = Boolean.getBoolean("pilsim.slow");
  private static final String SCENARIO =
      """
      scenario: s
      platform: soc
      host: kvm
      workload: {flow: boot, remoteprocs: [adsp, cdsp0]}
      """;

  @TempDir private Path folder;

  private Session session(Runner runner) {
    Session session = new Session(folder, runner);
    session.bench().write("s.yaml", SCENARIO);
    return session;
  }

  private Session.Said ask(Session session, String vary, String until, String... more) {
    String[] words = {
      "capacity", folder.resolve("s.yaml").toString(), "--vary", vary, "--until", until
    };
    String[] all = java.util.Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return session.run(all);
  }

  /** Ten entries and one second: below 1.000035 s, an entry takes less than 3.5 us. */
  @Test
  void findsTheLargestValueThatMeetsTheObjective() throws FormatException {
    Session session = session(FakeRunner.exact());
    String until = "boot.all.total_time < 1000.035 ms";
    JsonObject answer = answer(ask(session, "soc.tz.entry=1..5 us", until, "--json", "-"));
    double ps = number(answer, "amount");
    assertTrue(ps < 3_500_000 && ps >= 3_500_000 - 400, "" + ps); // steps of a ten-thousandth
    String text = ask(session, "soc.tz.entry=1..5 us", until).out();
    assertTrue(text.contains("exact: chance plays no part"), text);
    assertTrue(text.contains("--set \"soc.tz.hash=2 GB/s\" gives 500 ms"), text);
  }

  /** A gigabyte in 0.6 s less ten entries of 2 us. */
  @Test
  void findsTheSmallestWhereMoreIsBetter() throws FormatException {
    JsonObject answer =
        answer(
            ask(
                session(FakeRunner.exact()),
                "soc.tz.hash=500 MB/s..2 GB/s",
                "boot.all.total_time <= 600 ms",
                "--json",
                "-"));
    double exact = 1e9 / (0.6 - 20e-6);
    assertEquals(exact, number(answer, "amount"), 1_000_000 + 150_000);
    assertTrue(answer.toString().contains("smallest"));
  }

  @Test
  void saysWhenAllOrNoneMeetsIt() {
    Session session = session(FakeRunner.exact());
    Session.Said all = ask(session, "soc.tz.entry=1..5 us", "boot.all.total_time < 2 s");
    assertTrue(all.out().startsWith("s: soc.tz.entry: all values meet"), all.out());
    assertEquals(0, all.status());
    Session.Said none = ask(session, "soc.tz.entry=1..5 us", "boot.all.total_time < 2 ms");
    assertTrue(none.out().startsWith("s: soc.tz.entry: no value meets"), none.out());
    assertEquals(1, none.status());
  }

  /** Lowest in the middle: there is no one edge. */
  @Test
  void saysWhenTheResponseIsNotMonotone() {
    Runner valley =
        spec -> {
          double us = spec.model().durationPs("tz.entry") / 1e6;
          return outcome((us - 3) * (us - 3), spec.model().leavesRead());
        };
    Session.Said said = ask(session(valley), "soc.tz.entry=1..6 us", "boot.all.total_time < 5 s");
    assertTrue(said.out().contains("the response is not monotone"), said.out());
  }

  private static RunOutcome outcome(double seconds, java.util.SortedSet<String> read) {
    return new RunOutcome(
        RunOutcome.Status.COMPLETED,
        List.of(new Metric.Value("boot.all.total_time", Unit.PICOSECONDS, seconds * 1e12)),
        read,
        false,
        0,
        List.of(),
        1,
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  /** Two together in half of the time that each takes alone: no machine can. */
  @Test
  void aFigureBeyondItsAnalyticBoundsIsAFault() {
    Runner impossible =
        spec ->
            outcome(spec.scenario().workload().remoteprocs().size() == 1 ? 2 : 1, new TreeSet<>());
    Session.Said said =
        ask(session(impossible), "workload.remoteprocs=1..2", "boot.all.total_time < 9 s");
    assertEquals(70, said.status());
    assertTrue(said.err().contains("outside its analytic bounds"), said.err());
  }

  /** A mean wait as long as the service, at half of the load: rho / (mu - lambda) = 500 ns. */
  @Test
  void itsIntervalCoversTheAnalyticLimitOfAQueue() throws FormatException {
    Session session = session(new QueueRunner(false));
    QueueRunner.install(session.bench(), "1 us", "300 ns", 1, SLOW ? 4000 : 2000);
    int runs = SLOW ? 100 : 15;
    int covered = 0;
    for (int seed = 1; seed <= runs; seed++) {
      JsonObject answer =
          answer(
              ask(
                  session,
                  "soc.queue.service=200..800 ns",
                  "boot.all.total_time < 500 ns",
                  "--replications",
                  SLOW ? "20" : "10",
                  "--seed",
                  Integer.toString(seed),
                  "--json",
                  "-"));
      List<JsonNode> ends = ((JsonArray) answer.get("ci95").orElseThrow()).items();
      covered += ns(ends.get(0)) <= 500 && 500 <= ns(ends.get(1)) ? 1 : 0;
    }
    assertTrue(covered >= (SLOW ? 89 : 12), covered + " of " + runs);
  }

  private static double ns(JsonNode node) {
    String text = ((io.pilsim.formats.json.JsonText) node).value();
    try {
      return io.pilsim.platform.model.Quantity.parse(text).amount() / 1e3;
    } catch (io.pilsim.platform.model.Quantity.Malformed e) {
      throw new AssertionError(e);
    }
  }

  private static JsonObject answer(Session.Said said) throws FormatException {
    assertEquals("", said.err());
    return answer(said.out());
  }

  private static JsonObject answer(String json) throws FormatException {
    JsonObject root = (JsonObject) JsonNode.parse("capacity", json);
    return (JsonObject) ((JsonArray) root.get("variants").orElseThrow()).items().get(0);
  }

  private static double number(JsonObject object, String name) {
    return ((JsonNumber) object.get(name).orElseThrow()).asDouble();
  }

  /** The boots share the SCM mutex; what is done while it is held is what helps. */
  @Test
  void bootsAreBoundByTheScmMutexAndStayWithinTheirBounds() throws FormatException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, false, StandardCharsets.UTF_8);
    Console console = new Console(stream, stream, Path.of(""), new SimulationRun(), false, false);
    int status =
        PilsimCommand.execute(
            console,
            "capacity",
            "scenarios/how-many-dsps.yaml",
            "--variant",
            "kvm-v10",
            "--vary",
            "workload.remoteprocs=1..5",
            "--until",
            "boot.all.total_time < 80 ms",
            "-o",
            folder.toString(),
            "--json",
            "-");
    JsonObject answer = answer(out.toString(StandardCharsets.UTF_8));
    assertEquals(0, status);
    JsonNode busiest = ((JsonArray) answer.get("resources").orElseThrow()).items().get(0);
    assertTrue(busiest.toString().contains("scm.lock"), busiest.toString());
    JsonObject bounds = (JsonObject) answer.get("bounds").orElseThrow();
    assertTrue(number(bounds, "lower") <= number(bounds, "simulated"));
    assertTrue(number(bounds, "simulated") <= number(bounds, "upper"));
    List<JsonNode> helps = ((JsonArray) answer.get("relaxations").orElseThrow()).items();
    assertTrue(number((JsonObject) helps.get(0), "mean") < number(bounds, "simulated"));
  }

  @Test
  void mistakesAreALineEach() {
    Session session = session(FakeRunner.exact());
    assertEquals(
        """
        --vary: soc.tz.entry: '5 us..1 us' is no range, expected a low and a higher value of one \
        unit such as 1..8 ms
        --until: 'boot.all.total_time == 3 s' is no limit, expected METRIC OP VALUE with <, <=, > \
        or >=
        """,
        ask(session, "soc.tz.entry=5 us..1 us", "boot.all.total_time == 3 s").err());
    assertEquals(
        "--vary: soc.tz.entri: no such value in model/soc (did you mean soc.tz.entry?)\n",
        ask(session, "soc.tz.entri=1 us..2 us", "boot.all.total_time < 3 s").err());
    Session.Said list = ask(session, "workload.remoteprocs=1..3", "boot.all.total_time < 3 s");
    assertEquals("--vary: workload.remoteprocs: expected 1..2 of its items or fewer\n", list.err());
    assertEquals(2, list.status());
  }
}
