package io.pilsim.cli;

import io.pilsim.experiment.OutputCheck;
import io.pilsim.experiment.calibrate.CalibrationResult;
import io.pilsim.experiment.calibrate.CalibrationStudy;
import io.pilsim.experiment.calibrate.Measurements;
import io.pilsim.formats.FormatException;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.report.CalibrationText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pilsim calibrate}. */
@Command(
    name = "calibrate",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "Fits a platform to measurements of your own board, and writes it as a new platform whose"
            + " measured values say so, with their intervals.")
final class CalibrateCommand implements Callable<Integer> {
  @Parameters(paramLabel = "PLATFORM", description = "The platform to begin with.")
  private String platform = "";

  @Option(
      names = "--from",
      paramLabel = "FILE",
      arity = "1..*",
      required = true,
      description =
          "Kernel traces of boots, as pilsim replay takes them; what dma_map_benchmark printed; or"
              + " tables metric,ns,deviation that end in .csv.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "-o",
      paramLabel = "model/NAME",
      required = true,
      description = "The new platform's folder.")
  private Path folder = Path.of("");

  @Option(names = "--threads", paramLabel = "N", description = "How many runs at a time.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--quiet", description = "Prints nothing.")
  private boolean quiet;

  @Mixin private StudyOptions study = new StudyOptions();

  private final Console console;

  CalibrateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, FormatException {
    if (threads < 1) {
      throw new BadInputException("--threads: '" + threads + "' does not fit, expected 1 or more");
    }
    if (Files.exists(folder)) {
      throw new BadInputException("-o: " + folder + ": is there already, expected a new folder");
    }
    OutputCheck.folder(folder);
    CalibrationStudy calibration =
        new CalibrationStudy(console.modelDir(), platform, console.runner(), study.assignments());
    CalibrationResult result = calibration.run(Measurements.read(files), folder, threads);
    if (!quiet) {
      console.out().print(CalibrationText.of(result));
      console.out().println("\nwritten to " + Console.shown(folder) + "/");
    }
    return ExitStatus.OK;
  }
}
