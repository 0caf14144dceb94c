package io.pilsim.cli;

import io.pilsim.experiment.sweep.Journal;
import io.pilsim.experiment.sweep.SweepFiles;
import io.pilsim.experiment.sweep.SweepManifest;
import io.pilsim.experiment.sweep.SweepMerge;
import io.pilsim.experiment.sweep.SweepResult;
import io.pilsim.experiment.sweep.SweepRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pilsim merge}. */
@Command(
    name = "merge",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Puts the shards of a sweep together again.")
final class MergeCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", arity = "1..*", description = "The output folders of all shards.")
  private List<Path> shards = new ArrayList<>();

  @Option(names = "-o", required = true, paramLabel = "DIR", description = "Where the whole goes.")
  private Path folder;

  @Mixin private OutputOptions output = new OutputOptions();

  private final Console console;

  MergeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    SweepMerge merge = new SweepMerge(shards);
    Path own = folder.resolve(merge.scenario());
    try (Journal journal = Journal.open(own.resolve(SweepFiles.JOURNAL))) {
      SweepManifest whole = merge.into(journal);
      new SweepFiles(whole, journal, Runtime.getRuntime().availableProcessors()).write(own);
      SweepResult result =
          new SweepResult(whole, journal, SweepRun.Outcome.found(whole.rows(), journal));
      return new SweepOutput(console, output).print(result, own);
    }
  }
}
