package io.pilsim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.experiment.FakeRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Figures come from {@link FakeRunner}: ten entries of 2 us, a gigabyte at 1 GB/s. */
final class GateCommandTest {
  private static final String SCENARIO =
      """
      scenario: boot
      platform: soc
      host: kvm
      workload: {flow: boot, remoteprocs: [adsp]}
      gate:
        - {metric: boot.adsp.total_time, better: lower, max_change: 2 %}
        - {metric: boot.adsp.stage.metadata, better: lower, max_change: 5 us}
        - {metric: simulator.events, better: lower, max_change: 0}
      """;

  @TempDir private Path folder;
  private Session session;
  private String file;
  private Path baseline;

  @BeforeEach
  void acceptABaseline() {
    session = new Session(folder);
    file = session.bench().write("boot.yaml", SCENARIO).toString();
    baseline = folder.resolve("boot.baseline");
    assertEquals(
        new Session.Said(0, "boot: accepted\nbaseline in DIR/boot.baseline\n", ""),
        gate("--accept", "--reason", "the first one"));
  }

  private Session.Said gate(String... more) {
    return gate(session, file, more);
  }

  private Session.Said gate(Session with, String scenario, String... more) {
    List<String> args = new ArrayList<>(List.of("gate", scenario));
    args.addAll(List.of("--baseline", baseline.toString()));
    args.addAll(Arrays.asList(more));
    return with.run(args.toArray(String[]::new));
  }

  @Test
  void nothingChangedIsStatusZero() {
    Session.Said said = gate();
    assertEquals("", said.err());
    assertEquals(0, said.status());
    assertTrue(said.out().startsWith("boot on soc: passed\n"), said.out());
    assertFalse(said.out().contains("suspect"), said.out());
  }

  /** 800 MB/s for a gigabyte are 1.25 s in place of 1 s, and 3 us ten times 10 us more. */
  @Test
  void slowerLeavesFailAndAreNamedWithTheirShares() {
    Session.Said said = gate("--set", "soc.tz.hash=800 MB/s", "--set", "soc.tz.entry=3 us");
    assertEquals(1, said.status());
    assertEquals(
        """
        boot on soc: FAILED

                                  before     now  change  budget      state
        boot.adsp.total_time         1 s  1.25 s   +25 %     2 %     FAILED
        boot.adsp.stage.metadata   20 µs   30 µs   +50 %    5 us     FAILED
        simulator.events            1000    1000       0       0  unchanged

        boot.adsp.total_time of base is 25 % worse: 1.25 s, was 1 s; budget 2 %
          boot.adsp.stage.auth 1 s -> 1.25 s (+250 ms)
          boot.adsp.stage.metadata 20 µs -> 30 µs (+10 µs)
        boot.adsp.stage.metadata of base is 50 % worse: 30 µs, was 20 µs; budget 5 us
        cause: soc.tz.hash is 800 MB/s, was 1 GB/s (--set) in base; put back alone, 100
          % of the change goes
        suspect: soc.tz.entry is 3 us, was 2 us (--set) in base; put back alone, 0.004 %
          of the change goes
        base: 2 of all figures are not what they were
        baseline of TODAY: the first one; 1000 events
        """,
        said.out().replaceAll("\\d{4}-\\d{2}-\\d{2}", "TODAY"));
  }

  @Test
  void whatIsBetterPassesAndIsTold() {
    Session.Said said = gate("--set", "soc.tz.hash=2 GB/s");
    assertEquals(0, said.status());
    assertTrue(said.out().contains("-50 %     2 %     better"), said.out());
    assertTrue(said.out().contains("cause: soc.tz.hash is 2 GB/s, was 1 GB/s"), said.out());
  }

  @Test
  void acceptingRewritesOnlyWhatChanged() throws IOException {
    List<String> before = Files.readAllLines(baseline);
    assertEquals("boot: nothing to accept, all is as it was\n", accept("again").out());
    assertEquals(before, Files.readAllLines(baseline));
    String slower = Files.readString(Path.of(file)).replace("scenario: boot", "scenario: other");
    session.bench().write("model/soc/soc.yaml", model("3 us"));
    String other = session.bench().write("other.yaml", slower).toString();
    assertEquals(0, gate(session, other, "--accept", "--reason", "new here").status());
    List<String> both = Files.readAllLines(baseline);
    assertEquals(before, both.subList(0, before.size()));
    assertEquals(0, accept("slower monitor").status());
    List<String> after = Files.readAllLines(baseline);
    List<String> changed = new ArrayList<>(after.subList(0, before.size() + 1));
    changed.removeAll(before);
    assertEquals(
        List.of("hash model", "accepted 20", "leaf soc.tz", "metric boot", "check"),
        changed.stream()
            .map(line -> line.substring(0, Math.min(line.length(), 11)).strip())
            .map(line -> line.startsWith("check") ? "check" : line)
            .distinct()
            .toList());
    assertEquals(
        both.subList(before.size(), both.size()), after.subList(before.size() + 1, after.size()));
  }

  private Session.Said accept(String reason) {
    return gate("--accept", "--reason", reason);
  }

  private static String model(String entry) {
    return """
    remoteprocs:
      adsp: {pas_id: {value: 1, basis: specified, source: "header"}}
    tz:
      entry: {value: %s, basis: assumed, source: "no figure", range: [1 us, 5 us]}
      hash: {value: 1 GB/s, basis: assumed, source: "no figure", range: [500 MB/s, 2 GB/s]}
      page: {value: 4 KiB, basis: specified, source: "manual"}
    """
        .formatted(entry);
  }

  @Test
  void aSlowerLeafInTheModelIsTheCauseWithItsLine() {
    session.bench().write("model/soc/soc.yaml", model("5 us"));
    Session.Said said = gate();
    assertEquals(1, said.status());
    assertTrue(
        said.out()
            .replace("\n  ", " ")
            .contains("cause: soc.tz.entry is 5 us, was 2 us (DIR/model/soc/soc.yaml:4:3) in base"),
        said.out());
  }

  @Test
  void anotherScenarioIsNotComparable() throws IOException {
    String other =
        session
            .bench()
            .write("o.yaml", SCENARIO.replace("scenario: boot", "scenario: o"))
            .toString();
    assertEquals(
        new Session.Said(
            3,
            "",
            "DIR/boot.baseline: holds no scenario o, only boot; --accept --reason TEXT adds it\n"),
        gate(session, other));
    String warm =
        session
            .bench()
            .write("w.yaml", SCENARIO.replace("adsp]}", "adsp], start: warm}"))
            .toString();
    assertEquals(
        new Session.Said(
            3,
            "",
            "DIR/boot.baseline: scenario boot: workload.start is cold in the baseline and warm here;"
                + " --accept --reason TEXT makes a new baseline\n"),
        gate(session, warm));
    assertEquals(3, gate("--seed", "2").status());
    String tighter = session.bench().write("t.yaml", SCENARIO.replace("2 %", "1 %")).toString();
    assertEquals(2, gate(session, tighter).err().lines().count());
    Files.delete(baseline);
    assertEquals(
        "DIR/boot.baseline: no such baseline; --accept --reason TEXT makes one\n", gate().err());
    assertFalse(Files.exists(folder.resolve("target")));
  }

  @Test
  void aBadBaselineIsRefusedInOneLine() throws IOException {
    String whole = Files.readString(baseline);
    List<String> bad =
        List.of(
            whole.replace("ns 20000", "ns NaN"),
            whole.replace("ns 20000", "ns 30000"),
            whole.replace("pilsim-baseline/1", "pilsim-baseline/2"),
            whole.substring(0, whole.length() / 2),
            whole.substring(0, whole.length() - 1),
            whole.replace("metric boot.adsp.smc_calls", "metric boot.adsp.total_time"),
            "");
    for (String text : bad) {
      assertFalse(text.equals(whole));
      Files.writeString(baseline, text);
      Session.Said said = gate();
      assertEquals(3, said.status(), said.err());
      assertEquals(1, said.err().lines().count(), said.err());
      assertTrue(said.err().startsWith("DIR/boot.baseline:"), said.err());
      assertEquals(3, accept("over it").status());
      assertEquals(text, Files.readString(baseline));
    }
  }

  /** Replication i takes i us more; two replications have a t of -2, and one degree of freedom. */
  @Test
  void whatChanceLeavesOpenIsStatusFourUnlessFolded() throws IOException {
    Session chance = new Session(folder, new FakeRunner(true, List.of()));
    String noisy =
        session
            .bench()
            .write(
                "n.yaml",
                SCENARIO.replace("boot\n", "noisy\n").replace("2 %", "5 us")
                    + "run: {replications: 2}\n")
            .toString();
    assertEquals(0, gate(chance, noisy, "--accept", "--reason", "chance").status());
    assertEquals(0, gate(chance, noisy).status());
    // 4.5 us more than 0 and 1 us of chance, with a budget of 5 us: excesses of -0.5 and -1.5 us
    Session still = new Session(folder);
    String[] slower = {"--set", "soc.tz.entry=2.45 us"};
    assertEquals(4, gate(still, noisy, slower).status(), gate(still, noisy, slower).err());
    assertEquals(
        0, gate(still, noisy, "--set", "soc.tz.entry=2.45 us", "--inconclusive", "pass").status());
    assertEquals(
        1, gate(still, noisy, "--set", "soc.tz.entry=2.45 us", "--inconclusive", "fail").status());
  }

  @Test
  void badUsageIsStatusTwo() {
    assertEquals("--accept: expected --reason TEXT beside it\n", gate("--accept").err());
    assertEquals("--reason: goes with --accept\n", gate("--reason", "x").err());
    assertEquals(2, gate("--accept", "--reason", "two\nlines").status());
    assertEquals(2, gate("--format", "csv").status());
    String ungated =
        session
            .bench()
            .write("u.yaml", SCENARIO.substring(0, SCENARIO.indexOf("gate:")))
            .toString();
    assertEquals(
        "DIR/u.yaml: gate: missing, expected lines such as '{metric: boot.all.total_time, better:"
            + " lower, max_change: 2 %}'\n",
        gate(session, ungated).err());
  }

  @Test
  void aBudgetForWhatIsNeverThereIsToldBeforeItIsAccepted() {
    String never =
        session
            .bench()
            .write("v.yaml", SCENARIO.replace("boot.adsp.stage.metadata", "boot.adsp.scm_wait"))
            .toString();
    assertEquals(
        new Session.Said(
            2, "", "DIR/v.yaml:7:5: gate.metric: variant base yields no boot.adsp.scm_wait\n"),
        gate(session, never, "--accept", "--reason", "x"));
  }

  @Test
  void expectationsThatDoNotHoldFailAsWell() {
    String expecting =
        session
            .bench()
            .write(
                "e.yaml",
                SCENARIO.replace("boot\n", "e\n") + "expect: [boot.adsp.smc_calls < 10]\n")
            .toString();
    assertEquals(0, gate(session, expecting, "--accept", "--reason", "x").status());
    Session.Said said = gate(session, expecting);
    assertEquals(1, said.status());
    assertTrue(said.out().contains("not met: boot.adsp.smc_calls < 10 (base, 10)"), said.out());
  }

  @Test
  void jsonIsTheSameOnAnyNumberOfThreads() {
    Session.Said one = gate("--json", "-", "--threads", "1", "--set", "soc.tz.hash=800 MB/s");
    assertEquals(one, gate("--json", "-", "--threads", "3", "--set", "soc.tz.hash=800 MB/s"));
    assertTrue(one.out().startsWith("{\n  \"format\": \"pilsim-gate/1\","), one.out());
    assertTrue(Files.exists(folder.resolve("target/pilsim/boot/gate/gate.json")));
    assertTrue(Files.exists(folder.resolve("target/pilsim/boot/gate/environment.json")));
  }
}
