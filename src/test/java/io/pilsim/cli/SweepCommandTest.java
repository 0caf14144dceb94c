package io.pilsim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.engine.RandomStream;
import io.pilsim.engine.RandomStreams;
import io.pilsim.experiment.FakeRunner;
import io.pilsim.experiment.QueueRunner;
import io.pilsim.platform.RunSpec;
import io.pilsim.platform.Runner;
import io.pilsim.platform.model.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SweepCommandTest {
  private static final String SCENARIO =
      """
      scenario: s
      platform: soc
      host: kvm
      workload: {flow: boot, remoteprocs: [adsp]}
      variants:
        plain: {}
        fast: {soc.tz.hash: 2 GB/s}
      run: {replications: 3}
      """;

  @TempDir private Path folder;

  private Session session(Runner runner) {
    Session session = new Session(folder, runner);
    session.bench().write("s.yaml", SCENARIO);
    return session;
  }

  private String[] sweep(String out, String... more) {
    String[] plain = {
      "sweep", folder.resolve("s.yaml").toString(), "--over", "soc.tz.entry=1..5 us:5",
      "-o", folder.resolve(out).toString(), "--json", "-"
    };
    String[] all = Arrays.copyOf(plain, plain.length + more.length);
    System.arraycopy(more, 0, all, plain.length, more.length);
    return all;
  }

  private String csv(String out) throws IOException {
    return Files.readString(folder.resolve(out).resolve("s/sweep.csv"));
  }

  private static String trials(Session.Said said) {
    return said.out().lines().filter(line -> line.contains("\"trials\"")).findFirst().orElse("");
  }

  /** Ten entries of 1 to 5 us, and a gigabyte at 1 or 2 GB/s. */
  @Test
  void hasALinePerPointAndVariantWithWhatWasMeasured() throws IOException {
    Session session = session(FakeRunner.exact());
    Session.Said said = session.run(sweep("a"));
    assertEquals(0, said.status());
    assertTrue(
        said.out().endsWith("  \"trials\": {\"reused\": 0, \"run\": 10, \"failed\": 0}\n}\n"),
        said.out());
    List<String> lines = csv("a").lines().toList();
    assertEquals(11, lines.size());
    assertTrue(
        lines.get(0).startsWith("point,variant,replication,soc.tz.entry,status,reason,boot.adsp"));
    int total = List.of(lines.get(0).split(",")).indexOf("boot.all.total_time");
    assertTrue(lines.get(1).startsWith("0,plain,0,1 µs,completed,,"), lines.get(1));
    assertEquals("1000010000", lines.get(1).split(",", -1)[total]);
    assertEquals("500050000", lines.get(10).split(",", -1)[total]);
  }

  @Test
  void whatWasRunIsNotRunAgain() throws IOException {
    Session session = session(FakeRunner.exact());
    session.run(sweep("a"));
    String whole = csv("a");
    assertEquals(
        "  \"trials\": {\"reused\": 10, \"run\": 0, \"failed\": 0}",
        trials(session.run(sweep("a"))));
    assertEquals(whole, csv("a"));
    // a variant's name is no part of what follows from it; a value of the platform is
    session.bench().write("s.yaml", SCENARIO.replace("plain", "other"));
    assertEquals(
        "  \"trials\": {\"reused\": 10, \"run\": 0, \"failed\": 0}",
        trials(session.run(sweep("a"))));
    assertEquals(
        "  \"trials\": {\"reused\": 0, \"run\": 10, \"failed\": 0}",
        trials(session.run(sweep("a", "--set", "soc.tz.page=8 KiB"))));
  }

  @Test
  void moreReplicationsRunOnlyTheNewOnes() {
    Session session = session(new FakeRunner(true, List.of()));
    assertEquals(
        "  \"trials\": {\"reused\": 0, \"run\": 30, \"failed\": 0}",
        trials(session.run(sweep("a"))));
    assertEquals(
        "  \"trials\": {\"reused\": 30, \"run\": 20, \"failed\": 0}",
        trials(session.run(sweep("a", "--replications", "5"))));
  }

  /** As a kill leaves it: cut within or between lines, wherever. */
  @Test
  void aJournalCutAnywhereGoesOnToTheSameBytes() throws IOException {
    QueueRunner runner = new QueueRunner(true);
    Session session = session(runner);
    QueueRunner.install(session.bench(), "2 us", "1 us", 1, 300);
    session.run(sweep("a", "--threads", "1"));
    String whole = csv("a");
    byte[] journal = Files.readAllBytes(folder.resolve("a/s/journal.jsonl"));
    RandomStream random = new RandomStreams(11, 0).stream("cuts");
    for (int i = 0; i < 12; i++) {
      int length = i == 0 ? journal.length - 1 : random.nextInt(journal.length);
      String out = "cut" + i;
      Files.createDirectories(folder.resolve(out).resolve("s"));
      Files.write(folder.resolve(out).resolve("s/journal.jsonl"), Arrays.copyOf(journal, length));
      Session.Said said = session.run(sweep(out, "--threads", "3"));
      assertTrue(!trials(said).contains("\"run\": 0,"), trials(said));
      assertEquals(whole, csv(out), "cut at " + length);
      assertTrue(i > 0 || trials(said).contains("\"reused\": 29, \"run\": 1,"), trials(said));
    }
  }

  @Test
  void whatFinishedBeforeAFaultIsKept() throws IOException {
    AtomicInteger runs = new AtomicInteger();
    Runner dies =
        spec -> {
          if (runs.incrementAndGet() > 4) {
            throw new OutOfMemoryError("a test");
          }
          return FakeRunner.exact().run(spec);
        };
    assertEquals(70, session(dies).run(sweep("a", "--threads", "1")).status());
    Session.Said said = session(FakeRunner.exact()).run(sweep("a"));
    assertEquals("  \"trials\": {\"reused\": 4, \"run\": 6, \"failed\": 0}", trials(said));
  }

  @Test
  void shardsMergeToTheSameBytes() throws IOException {
    Session session = session(new FakeRunner(true, List.of()));
    session.run(sweep("whole"));
    for (int i = 1; i <= 3; i++) {
      session.run(sweep("part" + i, "--shard", i + "/3"));
    }
    String out = folder.resolve("merged").toString();
    Session.Said missing = session.run("merge", dir("part1"), dir("part3"), "-o", out);
    assertEquals("shard 2/3 is missing\n", missing.err());
    Session.Said said = session.run("merge", dir("part3"), dir("part1"), dir("part2"), "-o", out);
    assertEquals(0, said.status(), said.err());
    assertEquals(csv("whole"), csv("merged"));
    assertEquals(
        Files.readString(folder.resolve("whole/s/sweep.jsonl")),
        Files.readString(folder.resolve("merged/s/sweep.jsonl")));
  }

  private String dir(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void aTrialThatFailsCarriesItsReasonAndTheOthersGoOn() throws IOException {
    Runner picky =
        spec -> {
          if (entryUs(spec) == 3) {
            throw new BadInputException("3 us, of all durations");
          }
          return FakeRunner.exact().run(spec);
        };
    Session.Said said = session(picky).run(sweep("a"));
    assertEquals(1, said.status());
    assertEquals("  \"trials\": {\"reused\": 0, \"run\": 10, \"failed\": 2}", trials(said));
    assertEquals(
        List.of(
            "2,plain,0,3 µs,failed,\"3 us, of all durations\"",
            "2,fast,0,3 µs,failed,\"3 us, of all durations\""),
        csv("a")
            .lines()
            .filter(line -> line.contains("failed"))
            .map(line -> line.replaceFirst(",,.*", ""))
            .toList());
  }

  private static long entryUs(RunSpec spec) {
    return spec.model().durationPs("tz.entry") / 1_000_000;
  }

  @Test
  void everyMistakeIsALineBeforeAnythingRuns() {
    Session.Said said =
        session(FakeRunner.exact())
            .run(
                "sweep",
                folder.resolve("s.yaml").toString(),
                "--over",
                "hots=kvm,qhee",
                "--over",
                "soc.tz.hash=1 GB/s,fast",
                "--over",
                "run.replications=1,2");
    assertEquals(2, said.status());
    assertEquals(
        """
        --over: hots: no such key (did you mean host?)
        --over: soc.tz.hash: 'fast' does not fit, expected a bandwidth such as 8.4 GB/s
        --over: run.replications: changes no result, expected another leaf
        """,
        said.err());
    assertTrue(Files.notExists(folder.resolve("target")));
  }

  @Test
  void aBrokenLawIsAFault() {
    Session.Said said =
        session(new FakeRunner(false, List.of("smmu: lookups = hits + misses: 3 and 2")))
            .run(sweep("a"));
    assertEquals(70, said.status());
    assertTrue(said.err().contains("smmu: lookups = hits + misses: 3 and 2"), said.err());
  }

  @Test
  void whereTrialsRunIsCheckedFirst() {
    Session session = session(FakeRunner.exact());
    Session.Said typo = session.run(sweep("a", "--on", "spark://here"));
    assertEquals(2, typo.status());
    assertEquals(
        "--on: 'spark://here' is no place, expected local, spark-local or spark://HOST:PORT\n",
        typo.err());
    Session.Said far = session.run("run", folder.resolve("s.yaml").toString(), "--on=spark-local");
    assertEquals(2, far.status());
    assertEquals("--on: only a sweep runs elsewhere, expected local\n", far.err());
    assertTrue(Files.notExists(folder.resolve("a")));
    assertEquals(0, session.run(sweep("a", "--on", "local")).status());
  }

  /** As a plain build has it; the one with Spark has tests of its own. */
  @Test
  void aBuildWithoutSparkNamesTheOneThatHasIt() {
    Session.Said said = session(FakeRunner.exact()).run(sweep("a", "--on", "spark://host:7077"));
    assertEquals(2, said.status());
    assertEquals(
        "--on: spark://host:7077: this build runs nothing on Spark; './mvnw -Pspark package' makes"
            + " one that does, and ./pilsim takes that one then, until the sources change\n",
        said.err());
    assertTrue(Files.notExists(folder.resolve("a")));
  }
}
