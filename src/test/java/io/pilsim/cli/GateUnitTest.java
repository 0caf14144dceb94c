package io.pilsim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pilsim.experiment.ContentHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GateUnitTest {
  private static final String SCENARIO =
      """
      scenario: boot
      platform: soc
      host: kvm
      workload: {flow: boot, remoteprocs: [adsp]}
      gate: [{metric: boot.adsp.total_time, better: lower, max_change: 2 %}]
      """;

  @TempDir private Path folder;

  /** Only a later version could write such a baseline: its checksum is right. */
  @Test
  void aUnitThatDiffersIsNotComparable() throws IOException {
    Session session = new Session(folder);
    String file = session.bench().write("boot.yaml", SCENARIO).toString();
    Path baseline = folder.resolve("b");
    String named = baseline.toString();
    session.run("gate", file, "--baseline", named, "--accept", "--reason", "x");
    String text = Files.readString(baseline).replace("pool_bytes bytes", "pool_bytes ns");
    int check = text.indexOf("check ");
    String body = text.substring(text.indexOf("scenario"), check);
    String sum = ContentHash.sha256(body.getBytes(StandardCharsets.UTF_8));
    Files.writeString(baseline, text.substring(0, check) + "check " + sum + "\n");
    assertEquals(
        new Session.Said(
            3,
            "",
            "boot: tzmem.pool_bytes is in ns in the baseline and in bytes here; --accept --reason"
                + " TEXT makes a new baseline\n"),
        session.run("gate", file, "--baseline", named));
  }
}
