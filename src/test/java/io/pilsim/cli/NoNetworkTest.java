package io.pilsim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pilsim.platform.scenario.Workbench;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program in a network namespace without interfaces, where the system lets us make one. */
final class NoNetworkTest {
  @TempDir private Path folder;

  @Test
  void aRunNeedsNone() throws Exception {
    assumeTrue(Program.works("unshare", "-r", "-n", "true"), "no namespaces here");
    Path scenario =
        new Workbench(folder)
            .write(
                "one.yaml",
                """
                scenario: one
                platform: sa8775p
                host: kvm
                driver: v10
                workload: {flow: boot, remoteprocs: [adsp]}
                """);
    Program alone = new Program(folder).startedBy("unshare", "-r", "-n");
    String results = folder.resolve("results").toString();
    Program.Ended ended = alone.run("run", "--quiet", scenario.toString(), "-o", results);
    assertEquals(new Program.Ended(0, "", ""), ended);
  }
}
