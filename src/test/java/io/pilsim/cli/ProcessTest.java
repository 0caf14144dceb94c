package io.pilsim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pilsim.platform.scenario.Workbench;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a shell sees: the statuses of the interface, from a real process. */
final class ProcessTest {
  @TempDir private Path folder;

  private Program.Ended pilsim(String... args) throws IOException, InterruptedException {
    return new Program(folder).run(args);
  }

  @Test
  void everythingMetIsZeroAndAFailedExpectationIsOne() throws Exception {
    String scenario =
        """
        scenario: one
        platform: sa8775p
        host: qhee
        workload: {flow: boot, remoteprocs: [adsp]}
        expect: [boot.adsp.total_time %s]
        """;
    Workbench bench = new Workbench(folder);
    String good = bench.write("good.yaml", scenario.formatted("< 10 s")).toString();
    String bad = bench.write("bad.yaml", scenario.formatted("> 10 s")).toString();
    String results = folder.resolve("results").toString();
    assertEquals(0, pilsim("run", "--quiet", good, "-o", results).status());
    assertEquals(1, pilsim("run", "--quiet", bad, "-o", results).status());
  }

  @Test
  void threeMistakesAreThreeLinesAndTwo() throws Exception {
    Path bad =
        new Workbench(folder)
            .write(
                "bad.yaml",
                """
                scenario: bad
                platform: sa8775p
                hots: kvm
                host: kvm
                driver: v11
                workload: {flow: boot, remoteprocs: [adps]}
                """);
    Program.Ended ended = pilsim("run", bad.toString());
    assertEquals(
        """
        DIR/bad.yaml:3:1: hots: unknown key (did you mean host?)
        DIR/bad.yaml:5:9: driver: 'v11' is unknown, expected one of v1, v10, v10+fixes (did you mean v1?)
        DIR/bad.yaml:6:37: workload.remoteprocs: no remote processor 'adps', expected one of adsp, cdsp0, cdsp1, gpdsp0, gpdsp1 (did you mean adsp?)
        """,
        ended.err().replace(folder.toString(), "DIR"));
    assertEquals(2, ended.status());
    assertEquals("", ended.out());
  }
}
