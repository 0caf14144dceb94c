package io.pilsim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.experiment.QueueRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CompareCommandTest {
  private static final String HEAD =
      """
      scenario: %s
      platform: soc
      host: kvm
      workload: {flow: boot, remoteprocs: [adsp]}
      """;
  private static final String WAIT = "boot.all.total_time";

  @TempDir private Path folder;

  private String write(Session session, String name, String rest) {
    return session.bench().write(name + ".yaml", HEAD.formatted(name) + rest).toString();
  }

  private String result(String name) {
    return folder.resolve("target/pilsim").resolve(name).toString();
  }

  /** Ten entries of 2 us, and a gigabyte at 1 or 2 GB/s: 1000.02 and 500.02 ms. */
  @Test
  void whereChancePlaysNoPartDifferencesAreExact() {
    Session session = new Session(folder);
    session.run("run", write(session, "s", "variants: {plain: {}, fast: {soc.tz.hash: 2 GB/s}}\n"));
    assertEquals(
        new Session.Said(
            0,
            """
            s

                                 plain    fast
            boot.all.total_time    1 s  500 ms *

            * best, or not distinguishable from the best
            boot.all.total_time: fast has 500 ms less than plain, 0.5 times as much, better
            """,
            ""),
        session.run("compare", result("s"), "--metric", WAIT));
  }

  private Session queue() {
    Session session = new Session(folder, new QueueRunner(false));
    QueueRunner.install(session.bench(), "1 us", "700 ns", 1, 2_000);
    return session;
  }

  @Test
  void variantsThatShareTheirChancesArePaired() {
    Session session = queue();
    String file =
        write(
            session,
            "q",
            """
            variants: {slow: {}, same: {soc.queue.customers: 2000}, fast: {soc.queue.service: 690 ns}}
            run: {replications: 20}
            """);
    session.run("run", file);
    String text = session.run("compare", result("q")).out();
    assertTrue(text.contains(WAIT + ": same and slow: no difference seen (equal)\n"), text);
    assertTrue(text.contains(WAIT + ": fast has "), text);
    String json = session.run("compare", result("q"), "--json", "-").out();
    assertTrue(json.contains("\"to\": \"fast\", \"paired\": true, \"mean\": -"), json);
    assertTrue(json.contains("\"best\": [\"fast\"]"), json);
  }

  /** The difference that pairs show is lost among independent replications. */
  @Test
  void otherSeedsAreIndependentSamples() {
    Session session = queue();
    session.run("run", write(session, "a", "run: {replications: 8, seed: 1}\n"));
    session.run(
        "run",
        write(session, "b", "run: {replications: 8, seed: 2}\n"),
        "--set",
        "soc.queue.service=699 ns");
    String text = session.run("compare", result("a"), result("b")).out();
    assertTrue(text.contains(": no difference seen (within -"), text);
    String json = session.run("compare", result("a"), result("b"), "--json", "-").out();
    assertTrue(json.contains("\"paired\": false"), json);
  }

  @Test
  void withoutItsReplicationsAResultIsComparedByItsFigures() throws IOException {
    Session session = queue();
    session.run("run", write(session, "a", "run: {replications: 30}\n"));
    session.run(
        "run",
        write(session, "b", "run: {replications: 30}\n"),
        "--set",
        "soc.queue.service=400 ns");
    Files.delete(Path.of(result("a")).resolve("metrics.csv"));
    String text = session.run("compare", result("a"), result("b")).out();
    assertTrue(text.contains(" better\n"), text);
    assertTrue(
        session
            .run("compare", result("a"), result("b"), "--json", "-")
            .out()
            .contains("\"paired\": false"));
  }

  @Test
  void oneReplicationCannotTellABest() {
    Session session = queue();
    String file = write(session, "q", "variants: {slow: {}, fast: {soc.queue.service: 300 ns}}\n");
    assertTrue(!session.run("run", file).out().contains(" *\n"));
    String text = session.run("compare", result("q")).out();
    assertTrue(text.contains("no best is marked: one replication cannot tell"), text);
    assertTrue(!text.contains("*"), text);
    assertTrue(session.run("compare", result("q"), "--json", "-").out().contains("\"best\": []"));
  }

  /** Two processors are no worse than one for taking as long; of those with one, fast is best. */
  @Test
  void onlyVariantsThatDoAsMuchCompete() {
    Session session = new Session(folder);
    String file =
        write(
            session,
            "s",
            """
            variants:
              plain: {}
              fast: {soc.tz.hash: 1100 MB/s}
              two: {"workload.remoteprocs": [adsp, cdsp0], soc.tz.hash: 2 GB/s}
            """);
    session.run("run", file);
    String json = session.run("compare", result("s"), "--metric", WAIT, "--json", "-").out();
    assertTrue(json.contains("\"best\": [\"fast\"]"), json);
    String text = session.run("compare", result("s"), "--metric", WAIT).out();
    assertTrue(text.contains("from the best, among those that do as much\n"), text);
  }

  @Test
  void mistakesAreOneLineEach() {
    Session session = new Session(folder);
    session.run("run", write(session, "s", "variants: {plain: {}}\n"));
    assertEquals(
        "DIR/target/pilsim/s: has one variant, expected two or more, or another result\n",
        session.run("compare", result("s")).err());
    Session.Said none = session.run("compare", "no.json", "neither.json");
    assertEquals("no.json: no such file\nneither.json: no such file\n", none.err());
    assertEquals(2, none.status());
    assertEquals(
        "--metric: no metric 'boot.al.total_time' (did you mean boot.all.total_time?)\n",
        session.run("compare", result("s"), result("s"), "--metric", "boot.al.total_time").err());
  }
}
