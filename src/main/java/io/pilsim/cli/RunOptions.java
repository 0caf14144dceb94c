package io.pilsim.cli;

import io.pilsim.engine.EngineKind;
import io.pilsim.experiment.OutputCheck;
import io.pilsim.experiment.Progress;
import io.pilsim.experiment.sweep.TrialPlace;
import io.pilsim.platform.model.BadInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** Options that change how fast something runs and where results go, but not what they are. */
final class RunOptions {
  @Option(
      names = "-o",
      paramLabel = "DIR",
      description = "Where results go, in a folder per scenario (default: target/pilsim).")
  private Path folder;

  @Option(names = "--threads", paramLabel = "N", description = "How many runs at a time.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      description = "Which engine; the results are the same.")
  private String engine = "";

  @Option(
      names = "--on",
      paramLabel = "PLACE",
      description = "local (the default), spark-local or spark://HOST:PORT (of a sweep).")
  private String place = TrialPlace.LOCAL.name();

  /** Where trials run. */
  TrialPlace place() {
    return TrialPlace.parse(place);
  }

  /** Of what runs on this machine alone; throws where that is not what was asked for. */
  int threads() {
    if (!place().equals(TrialPlace.LOCAL)) {
      throw new BadInputException("--on: only a sweep runs elsewhere, expected local");
    }
    return threadsHere();
  }

  /** Of this machine's part in what may run elsewhere. */
  int threadsHere() {
    if (threads < 1) {
      throw new BadInputException("--threads: '" + threads + "' does not fit, expected 1 or more");
    }
    return threads;
  }

  EngineKind engine() {
    return engine.isEmpty() ? EngineKind.DEFAULT : StudyOptions.engine(engine);
  }

  Path folder(Console console) {
    return folder == null ? console.defaultOutput() : folder;
  }

  /** Throws where results cannot be written; to be asked before anything runs. */
  void check(Console console, OutputOptions output) throws IOException {
    OutputCheck.folder(folder(console));
    output.check();
  }

  /** Does something with progress shown where a person watches. */
  <T> T watched(Console console, OutputOptions output, String name, Function<Progress, T> work) {
    if (!console.errIsTerminal() || output.quiet()) {
      return work.apply(Progress.NONE);
    }
    ProgressLine progress = new ProgressLine(console.err(), name);
    try {
      return work.apply(progress);
    } finally {
      progress.erase();
    }
  }
}
