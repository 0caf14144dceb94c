package io.pilsim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.experiment.FakeRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Figures come from {@link FakeRunner}: ten entries of 2 us, a gigabyte at 1 GB/s. */
final class RunCommandTest {
  private static final String SCENARIO =
      """
      scenario: boot-adsp
      platform: soc
      host: kvm
      workload: {flow: boot, remoteprocs: [adsp]}
      variants:
        kvm-v1:  {driver: v1}
        fast-tz: {soc.tz.hash: 2 GB/s}
      run: {replications: 30}
      expect:
        - boot.adsp.total_time < 1.5 s
      """;

  @TempDir private Path folder;
  private Session session;
  private String file;

  @BeforeEach
  void makeSession() {
    session = new Session(folder);
    file = session.bench().write("boot.yaml", SCENARIO).toString();
  }

  @Test
  void printsOneTableWithVariantsSideBySide() {
    Session.Said said = session.run("run", file);
    assertEquals("", said.err());
    assertEquals(
        """
        boot-adsp on soc, one run each

                            kvm-v1  fast-tz
        total                  1 s   500 ms *
          assumed all fast  500 ms   500 ms
          assumed all slow     2 s   500 ms
        stages
          metadata           20 µs    20 µs
          auth                 1 s   500 ms
        counts
          SMCs                  10       10

        * least, or not distinguishable from the least
        note: draws no random number: ran once, not 30 times
        rests on 2 assumed values: within their ranges boot.all.total_time for kvm-v1 is
          500 ms to 2 s; pilsim model soc --assumed lists them
        met: boot.adsp.total_time < 1.5 s (kvm-v1, 1 s)
        met: boot.adsp.total_time < 1.5 s (fast-tz, 500 ms)
        results in DIR/target/pilsim/boot-adsp/
        """,
        said.out());
    assertEquals(0, said.status());
    assertTrue(said.out().lines().allMatch(line -> line.length() <= 80));
  }

  @Test
  void leavesResultMetricsAndEnvironment() throws IOException {
    session.run("run", file, "-o", folder.resolve("out").toString());
    try (Stream<Path> files = Files.list(folder.resolve("out/boot-adsp"))) {
      assertEquals(
          List.of("environment.json", "metrics.csv", "result.json", "series.csv"),
          files.map(path -> path.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void jsonIsTheResultFileAndNothingElse() throws IOException {
    Session.Said said = session.run("run", file, "--json", "-");
    String written = Files.readString(folder.resolve("target/pilsim/boot-adsp/result.json"));
    assertEquals(written, said.out());
    assertTrue(written.startsWith("{\n  \"format\": \"pilsim-result/1\","), written);
    assertEquals("", said.err());
  }

  @Test
  void severalScenariosAreAnArray() {
    String other =
        session.bench().write("b.yaml", SCENARIO.replace("boot-adsp", "other")).toString();
    Session.Said said = session.run("run", file, other, "--json", "-");
    assertTrue(said.out().startsWith("[\n  {\n    \"format\": \"pilsim-result/1\","), said.out());
  }

  @Test
  void anExpectationThatDoesNotHoldIsStatusOne() {
    Session.Said said = session.run("run", file, "--set", "soc.tz.hash=600 MB/s");
    assertEquals(1, said.status());
    assertTrue(
        said.out().contains("FAILED: boot.adsp.total_time < 1.5 s (kvm-v1, 1.67 s)"), said.out());
  }

  @Test
  void threeMistakesAreThreeLinesAndStatusTwo() {
    String bad =
        session
            .bench()
            .write(
                "bad.yaml",
                """
                scenario: bad
                platform: soc
                hots: kvm
                host: kvmm
                workload: {flow: boot, remoteprocs: [adsp]}
                expect: [boot.adsp.total_time < 3]
                """)
            .toString();
    assertEquals(
        new Session.Said(
            2,
            "",
            """
            DIR/bad.yaml:3:1: hots: unknown key (did you mean host?)
            DIR/bad.yaml:4:7: host: 'kvmm' is unknown, expected one of qhee, kvm (did you mean kvm?)
            DIR/bad.yaml:6:10: expect: '3' does not fit, expected a duration such as 240 ns
            """),
        session.run("run", bad));
    assertFalse(Files.exists(folder.resolve("target")));
  }

  @Test
  void nothingRunsWhenOneOfTheFilesIsBad() {
    Session.Said said = session.run("run", file, "nowhere.yaml");
    assertEquals(new Session.Said(2, "", "nowhere.yaml: no such file\n"), said);
    assertFalse(Files.exists(folder.resolve("target")));
  }

  @Test
  void aBrokenLawIsAFaultInOneLine() {
    Session broken =
        new Session(
            folder, new FakeRunner(false, List.of("smmu: lookups = hits + misses: 3 and 2")));
    Session.Said said = broken.run("run", file);
    assertEquals(70, said.status());
    assertEquals(1, said.err().lines().count(), said.err());
    assertTrue(said.err().contains("variant kvm-v1: smmu: lookups = hits + misses: 3 and 2"));
    assertTrue(broken.run("run", "--verbose", file).err().contains("\tat io.pilsim"));
  }

  @Test
  void isTheSameOnAnyNumberOfThreads() {
    Session chance = new Session(folder, new FakeRunner(true, List.of()));
    assertEquals(
        chance.run("run", file, "--json", "-", "--threads", "1"),
        chance.run("run", file, "--json", "-", "--threads", "3"));
  }

  @Test
  void csvAndMarkdownGoToStandardOutput() {
    assertTrue(
        session
            .run("run", file, "--format", "csv")
            .out()
            .startsWith("scenario,variant,replication,"));
    assertTrue(session.run("run", file, "--format", "md").out().contains("| SMCs | 10 | 10 |"));
  }

  @Test
  void picksVariantsAndSaysWhenThereIsNone() {
    assertTrue(
        session
            .run("run", file, "--variant", "fast-tz")
            .out()
            .startsWith("boot-adsp on soc, one run\n"));
    assertEquals(
        "--variant: no variant 'fats-tz', expected one of kvm-v1, fast-tz (did you mean fast-tz?)\n",
        session.run("run", file, "--variant", "fats-tz").err());
  }

  @Test
  void whatIsWrongWithATimelineIsSaidBeforeAnythingRuns() throws IOException {
    assertEquals(
        "--timeline: 'x.svg' has no format, expected a name that ends in .perfetto-trace or"
            + " .json\n",
        refused("--timeline", "x.svg"));
    assertEquals("--timeline-window: needs --timeline FILE\n", refused("--timeline-window", "1ms"));
    for (String window : List.of("10ms", "..", "1ms..", "20ms..10ms", "1..2", "1ms..x")) {
      assertEquals(
          "--timeline-window: '" + window + "' is no window, expected one such as 10ms..20ms\n",
          refused("--timeline", "x.json", "--timeline-window", window));
    }
    assertEquals(
        "--ftrace: a trace is of one variant, expected one scenario, and --variant NAME\n",
        refused("--ftrace", "x.txt"));
    assertFalse(Files.exists(folder.resolve("target")));
  }

  private String refused(String... options) {
    List<String> arguments = new ArrayList<>(List.of("run", file));
    arguments.addAll(List.of(options));
    Session.Said said = session.run(arguments.toArray(new String[0]));
    assertEquals(2, said.status());
    assertEquals("", said.out());
    return said.err();
  }

  @Test
  void aTimelineThatCannotBeWrittenIsStatusTwo() throws IOException {
    Files.writeString(folder.resolve("in-the-way"), "");
    String timeline = folder.resolve("in-the-way/x.json").toString();
    Session.Said said = session.run("run", file, "--timeline", timeline, "--quiet");
    assertEquals(2, said.status());
    assertTrue(said.err().startsWith("pilsim: cannot write DIR/in-the-way"), said.err());
  }
}
