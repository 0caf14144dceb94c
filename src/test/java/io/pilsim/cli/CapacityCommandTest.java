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
    assertTrue(text.endsWith("results in DIR/target/pilsim/s/\n"), text);
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
  void aFigureBeyondItsAnalyticBoundsFailsTheRun() {
    Runner impossible =
        spec ->
            outcome(spec.scenario().workload().remoteprocs().size() == 1 ? 2 : 1, new TreeSet<>());
    Session.Said said =
        ask(session(impossible), "workload.remoteprocs=1..2", "boot.all.total_time < 9 s");
    assertEquals(1, said.status());
    assertEquals(
        "pilsim: base: boot.all.total_time of 1 s lies outside its analytic bounds, 2 s to 4 s: do"
            + " not trust the answer\n",
        said.err());
    assertTrue(said.out().contains("simulated: 1\n  s, which cannot be\n"), said.out());
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

  /** So many pages take ten entries each: half of an entry and half of a hash give the same. */
  @Test
  void everyRelaxationHasItsOwnCapacity() throws FormatException {
    Runner twoParts =
        spec -> {
          double entries = 10 * spec.model().durationPs("tz.entry") / 1e6;
          double pages = spec.model().bytes("tz.page") / 4096.0;
          double hash = 1e9 / spec.model().bytesPerSecond("tz.hash");
          return outcome(pages * entries / 1e3 + hash, spec.model().leavesRead());
        };
    JsonObject answer =
        answer(
            ask(
                session(twoParts),
                "soc.tz.page=4..400 KiB",
                "boot.all.total_time < 1500 ms",
                "--json",
                "-"));
    double exact = 0.5 / 0.02 * 4096; // (1.5 s - 1 s) / (10 x 2 us x 1000)
    assertEquals(exact, number(answer, "amount"), 100);
    List<JsonNode> helps = ((JsonArray) answer.get("relaxations").orElseThrow()).items();
    assertEquals(2, helps.size());
    assertEquals(2 * exact, amountOf(helps, "soc.tz.entry"), 100);
    assertEquals(2 * exact, amountOf(helps, "soc.tz.hash"), 100);
  }

  private static double amountOf(List<JsonNode> relaxations, String leaf) {
    return relaxations.stream()
        .map(JsonObject.class::cast)
        .filter(each -> each.get("leaf").orElseThrow().toString().contains(leaf))
        .mapToDouble(each -> number(each, "amount"))
        .findFirst()
        .orElseThrow();
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
