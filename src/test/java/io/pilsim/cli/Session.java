package io.pilsim.cli;

import io.pilsim.experiment.FakeRunner;
import io.pilsim.platform.Runner;
import io.pilsim.platform.scenario.Workbench;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Runs commands in a test's own checkout, without starting a process. */
final class Session {
  /** What a command said and ended with. */
  record Said(int status, String out, String err) {}

  private final Workbench bench;
  private final Runner runner;

  Session(Path folder) {
    this(folder, FakeRunner.exact());
  }

  Session(Path folder, Runner runner) {
    this.bench = new Workbench(folder);
    this.runner = runner;
  }

  Workbench bench() {
    return bench;
  }

  /** The test's folder stands as DIR in what was said. */
  Said run(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(err, false, StandardCharsets.UTF_8),
            bench.folder(),
            runner,
            false,
            false);
    int status = PilsimCommand.execute(console, args);
    return new Said(status, text(out), text(err));
  }

  private String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8).replace(bench.folder().toString(), "DIR");
  }
}
