package io.pilsim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is in the way of an output is told before anything runs: here nothing can run. */
final class OutputsAreCheckedFirstTest {
  private static final String SCENARIO =
      """
      scenario: one
      platform: soc
      host: qhee
      workload: {flow: boot, remoteprocs: [adsp]}
      gate: [{metric: boot.adsp.total_time, better: lower, max_change: 1 %}]
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run one.yaml -o FILE/x",
        "run one.yaml --json FILE/x.json",
        "run one.yaml --timeline FILE/x.json",
        "run one.yaml --variant base --ftrace FILE/x.trace",
        "run --inject-all one.yaml -o FILE/x",
        "sweep one.yaml --over soc.tz.entry=1us,2us -o FILE/x",
        "sweep one.yaml --over soc.tz.entry=1us,2us --json FILE/x",
        "sensitivity one.yaml -o FILE/x",
        "advise one.yaml -o FILE/x",
        "gate one.yaml --baseline FILE/x --accept --reason why",
        "gate one.yaml --baseline none --junit FILE/x",
        "validate --json FILE/x",
        "calibrate soc --from none.trace -o FILE/x",
        "report none -o FILE/x",
        "report none --figures FILE/x",
      })
  void aFileInTheWayOfAFolder(String command) {
    Session session =
        new Session(
            folder,
            spec -> {
              throw new AssertionError("runs");
            });
    session.bench().write("one.yaml", SCENARIO);
    String file = session.bench().write("file", "").toString();
    String[] args = command.replace("FILE", file).split(" ", -1);
    Session.Said said = session.run(args);
    assertEquals(
        "pilsim: cannot write DIR/file/x"
            + command.replaceFirst(".*FILE/x(\\S*).*", "$1")
            + ": DIR/file is a file, not a folder\n",
        said.err());
    assertEquals(2, said.status());
  }
}
