package io.pilsim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.experiment.FakeRunner;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten entries of 2 us, in 1 to 5, and a gigabyte at 1 GB/s, in 500 MB/s to 2 GB/s. */
final class SensitivityCommandTest {
  private static final String HEAD =
      """
      scenario: s
      platform: soc
      host: kvm
      workload: {flow: boot, remoteprocs: [adsp]}
      """;

  @TempDir private Path folder;

  private Session.Said ask(String variants, String... more) {
    Session session = new Session(folder, FakeRunner.exact());
    String file = session.bench().write("s.yaml", HEAD + variants).toString();
    String[] all = new String[more.length + 2];
    all[0] = "sensitivity";
    all[1] = file;
    System.arraycopy(more, 0, all, 2, more.length);
    return session.run(all);
  }

  @Test
  void showsWhatEachAssumedValueMovesTheWidestFirst() {
    assertEquals(
        new Session.Said(
            0,
            """
            s: boot.all.total_time, and what is assumed

                         swing           base
            as modelled                   1 s
            soc.tz.hash  150 %  500 ms to 2 s

            1 more assumed values move it by less than 0.1 %
            results in DIR/target/pilsim/s/
            """,
            ""),
        ask(""));
  }

  /** At 1.5 GB/s it takes 667 ms; the other takes 500 ms when its hash runs at 2 GB/s. */
  @Test
  void saysWhichDecisionRestsOnWhichValue() {
    String text = ask("variants: {plain: {}, sure: {soc.tz.hash: 1.5 GB/s}}\n").out();
    assertTrue(text.contains("sure is best as modelled, but:\n"), text);
    assertTrue(
        text.contains("flips: soc.tz.hash = 2 GB/s (modelled: 1 GB/s) makes plain the best\n"),
        text);
  }

  @Test
  void saysWhenADecisionStands() {
    String text = ask("variants: {plain: {}, sure: {soc.tz.hash: 3 GB/s}}\n").out();
    assertTrue(text.contains("sure is best, and stays so"), text);
    String json = ask("variants: {plain: {}, sure: {soc.tz.hash: 3 GB/s}}\n", "--json", "-").out();
    assertTrue(json.contains("\"best\": \"sure\",\n  \"flips\": false"), json);
  }

  @Test
  void whatTheUserSaidIsNotAssumed() {
    String text = ask("", "--set", "soc.tz.hash=1 GB/s").out();
    assertTrue(!text.contains("soc.tz.hash"), text);
  }

  /** 10 x 1 to 5 us, and nothing else. */
  @Test
  void takesAnyMetric() {
    String text = ask("", "--metric", "boot.adsp.stage.metadata").out();
    assertTrue(text.contains("soc.tz.entry  200 %  10 µs to 50 µs"), text);
    Session.Said bad = ask("", "--metric", "boot.adsp.stage.metadat");
    assertEquals(2, bad.status());
    assertEquals(
        "--metric: no metric 'boot.adsp.stage.metadat' (did you mean boot.adsp.stage.metadata?)\n",
        bad.err());
  }
}
