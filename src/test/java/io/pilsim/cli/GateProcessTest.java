package io.pilsim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.pilsim.platform.scenario.Workbench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every status of the interface, from real processes that gate real scenarios. */
final class GateProcessTest {
  private static final String BOOT =
      """
      scenario: boot
      platform: sa8775p
      host: qhee
      workload: {flow: boot, remoteprocs: [adsp]}
      gate: [{metric: boot.adsp.total_time, better: lower, max_change: 1 %}]
      """;
  private static final String MAP =
      """
      scenario: map
      platform: gem5-smmuv3
      workload: {flow: map-unmap, buffer: 4 KiB, pairs: 4, warmup_pairs: 2, think: 300 ns, device: none, cpus: 2}
      run: {replications: %d}
      gate: [{metric: map.latency, better: lower, max_change: 0}]
      """;

  @TempDir private Path folder;
  private Workbench bench;
  private String baseline;

  @BeforeEach
  void makeBench() {
    bench = new Workbench(folder);
    baseline = folder.resolve("baseline").toString();
  }

  private Process start(List<String> java, String... args) throws IOException {
    List<String> all = new ArrayList<>(Arrays.asList(args));
    all.addAll(List.of("--baseline", baseline, "-o", folder.resolve("results").toString()));
    return new Program(folder)
        .options(java.toArray(String[]::new))
        .start(all.toArray(String[]::new));
  }

  private int gate(String file, String... more) throws Exception {
    List<String> args = new ArrayList<>(List.of("gate", file));
    args.addAll(Arrays.asList(more));
    return start(List.of(), args.toArray(String[]::new)).waitFor();
  }

  @Test
  void passedFailedBadInputAndNotComparable() throws Exception {
    String file = bench.write("boot.yaml", BOOT).toString();
    assertEquals(3, gate(file));
    assertEquals(0, gate(file, "--accept", "--reason", "first"));
    assertEquals(0, gate(file));
    assertEquals(1, gate(file, "--set", "sa8775p.tz.auth.hash_bandwidth=300 MB/s"));
    assertEquals(2, gate(file, "--set", "hots=kvm"));
  }

  /** One replication that differs says nothing of how much replications differ. */
  @Test
  void aGateThatChanceLeavesOpenIsFour() throws Exception {
    String file = bench.write("map.yaml", MAP.formatted(1)).toString();
    assertEquals(0, gate(file, "--accept", "--reason", "first"));
    assertEquals(0, gate(file));
    assertEquals(4, gate(file, "--set", "gem5-smmuv3.linux.iommu.write_pte=21 ns"));
  }

  /** Out of memory is nobody's input. */
  @Test
  void aFaultOfPilsimIsSeventy() throws Exception {
    String file = bench.write("boot.yaml", BOOT).toString();
    Process small =
        start(List.of("-Xmx5m"), "gate", file, "--accept", "--reason", "does not fit", "--quiet");
    assertEquals(70, small.waitFor(), Files.readString(folder.resolve("err")));
    assertEquals(1, Files.readAllLines(folder.resolve("err")).size());
  }

  @Test
  void anInterruptIsOneHundredAndThirtyAndLeavesNoBaseline() throws Exception {
    assumeFalse(ignoresInterrupts(), "what is started here is deaf to them, too");
    String file = bench.write("map.yaml", MAP.formatted(1_000_000)).toString();
    Process endless = start(List.of(), "gate", file, "--accept", "--reason", "takes for ever");
    assertTrue(!endless.waitFor(3, TimeUnit.SECONDS), "still runs");
    Program.signal(endless, "INT");
    assertEquals(130, endless.waitFor());
    assertTrue(Files.notExists(Path.of(baseline)));
  }

  /** As whatever a shell without job control has put into the background. */
  private static boolean ignoresInterrupts() throws IOException {
    Path status = Path.of("/proc/self/status");
    List<String> lines = Files.isReadable(status) ? Files.readAllLines(status) : List.of();
    return lines.stream()
        .filter(line -> line.startsWith("SigIgn:"))
        .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
  }
}
