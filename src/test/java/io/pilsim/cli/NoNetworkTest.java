package io.pilsim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pilsim.platform.scenario.Workbench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program in a network namespace without interfaces, where the system lets us make one. */
final class NoNetworkTest {
  @TempDir private Path folder;

  @Test
  void aRunNeedsNone() throws Exception {
    assumeTrue(ended(List.of("unshare", "-r", "-n", "true")) == 0, "no namespaces here");
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
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command = new ArrayList<>(List.of("unshare", "-r", "-n", java));
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.addAll(List.of("io.pilsim.cli.Main", "run", "--quiet", scenario.toString()));
    command.addAll(List.of("-o", folder.resolve("results").toString()));
    assertEquals(0, ended(command), Files.readString(folder.resolve("said")));
  }

  private int ended(List<String> command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(folder.resolve("said").toFile())
          .start()
          .waitFor();
    } catch (IOException e) {
      return -1; // there is no such program
    }
  }
}
