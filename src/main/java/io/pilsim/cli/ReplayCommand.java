package io.pilsim.cli;

import io.pilsim.experiment.OutputFolder;
import io.pilsim.experiment.replay.ReplayJson;
import io.pilsim.experiment.replay.ReplayResult;
import io.pilsim.experiment.replay.ReplayStudy;
import io.pilsim.formats.FormatException;
import io.pilsim.formats.ftrace.CapturedTrace;
import io.pilsim.formats.ftrace.TraceReader;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.model.InputFile;
import io.pilsim.report.ReplayText;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pilsim replay}. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "Shows what a kernel trace is (ftrace text or trace-cmd report with events of iommu and"
            + " qcom_scm, and dmesg lines of remoteproc), and simulates it as recorded, with other"
            + " mapping strategies and on other hosts.")
final class ReplayCommand implements Callable<Integer> {
  @Parameters(paramLabel = "TRACE", description = "A trace in text.")
  private String trace = "";

  @Option(
      names = "--platform",
      paramLabel = "P",
      defaultValue = "sa8775p",
      description = "The platform that it is simulated on (default: sa8775p).")
  private String platform = "sa8775p";

  @Mixin private OutputOptions output = new OutputOptions();

  private final Console console;

  ReplayCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, FormatException {
    output.check();
    ReplayStudy study = new ReplayStudy(console.models(), platform, console.runner());
    ReplayResult result = study.run(read(console.scenario(trace)));
    switch (output.format()) {
      case JSON -> console.out().print(ReplayJson.write(result));
      case TABLE -> {
        if (!output.quiet()) {
          console.out().print(ReplayText.of(result));
        }
      }
      default ->
          throw new BadInputException(
              "--format: expected table or json, a replay has no other form");
    }
    if (!output.jsonFile().isEmpty()) {
      OutputFolder.write(Path.of(output.jsonFile()), ReplayJson.write(result));
    }
    return ExitStatus.OK;
  }

  static CapturedTrace read(Path file) throws IOException, FormatException {
    String shown = InputFile.shown(file);
    if (!Files.isRegularFile(file)) {
      throw new BadInputException(
          shown + ": " + (Files.exists(file) ? "expected a file, this is none" : "no such file"));
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return TraceReader.read(shown, in);
    }
  }
}
