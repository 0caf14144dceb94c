package io.pilsim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pilsim.platform.SimulationRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every scenario of the checkout meets what it expects. {@code -Dpilsim.slow=true} takes those that
 * last long, too.
 */
final class ScenariosHoldTest {
  private static final List<String> LONG =
      List.of("contention.yaml", "fastrpc.yaml", "lifecycle-soak.yaml", "map-strategies.yaml");

  @TempDir private Path folder;

  static List<Path> scenarios() throws IOException {
    boolean slow = Boolean.getBoolean("pilsim.slow");
    try (Stream<Path> files = Files.walk(Path.of("scenarios"))) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .filter(file -> slow || !LONG.contains(file.getFileName().toString()))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void meetsWhatItExpects(Path scenario) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, false, StandardCharsets.UTF_8);
    Console console = new Console(stream, stream, Path.of(""), new SimulationRun(), false, false);
    int status =
        PilsimCommand.execute(console, "run", scenario.toString(), "-o", folder.toString());
    assertEquals(0, status, () -> out.toString(StandardCharsets.UTF_8));
  }
}
