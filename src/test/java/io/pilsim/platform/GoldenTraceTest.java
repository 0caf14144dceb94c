package io.pilsim.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pilsim.engine.RandomStreams;
import io.pilsim.platform.scenario.Flow;
import io.pilsim.platform.scenario.Host;
import io.pilsim.software.linux.KernelTrace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the modelled kernel does in one boot, shutdown and recovery of one processor on each host:
 * every firmware call, every mapping and every line it prints, with its time. The files explain
 * themselves in lines that begin with #.
 */
final class GoldenTraceTest {
  @ParameterizedTest
  @CsvSource({
    "boot, KVM",
    "boot, QHEE",
    "shutdown, KVM",
    "shutdown, QHEE",
    "recovery, KVM",
    "recovery, QHEE"
  })
  void theTraceIsTheOneThatTheFileExplains(String flow, Host host) throws IOException {
    Path file = Path.of("src/test/resources/golden", flow + "-" + host.word() + ".trace");
    List<String> expected =
        Files.readAllLines(file).stream()
            .filter(line -> !line.startsWith("#") && !line.isBlank())
            .toList();
    assertEquals(String.join("\n", expected), String.join("\n", trace(flow, host)));
  }

  /** Microseconds since the first line, which of a shutdown or recovery is the boot before it. */
  private static List<String> trace(String flow, Host host) {
    RunSpec spec =
        TestRun.adsp().under(host).flow(Flow.valueOf(flow.toUpperCase(Locale.ROOT))).spec();
    BootMachine machine =
        new SimulationRun()
            .wire(
                spec,
                new Intervention(List.of(), true),
                new ArrayList<>(),
                new RandomStreams(1, 0),
                spec.engine().create());
    machine.story.run(SimulationRun.LIMIT_PS);
    List<String> lines = new ArrayList<>();
    boolean told = flow.equals("boot");
    for (KernelTrace.Line line : machine.kernel.trace.lines()) {
      if (told) {
        lines.add(
            String.format(
                Locale.ROOT, "%14.3f %s: %s", line.atPs() / 1e6, line.event(), line.text()));
      }
      told |= line.text().endsWith("is now up");
    }
    return lines;
  }
}
