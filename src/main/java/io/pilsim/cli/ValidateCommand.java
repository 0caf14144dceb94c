package io.pilsim.cli;

import io.pilsim.experiment.OutputFolder;
import io.pilsim.experiment.Progress;
import io.pilsim.experiment.validation.CaseFolder;
import io.pilsim.experiment.validation.CaseValidation;
import io.pilsim.experiment.validation.CaseValidation.CaseResult;
import io.pilsim.experiment.validation.ValidationCell;
import io.pilsim.experiment.validation.ValidationJson;
import io.pilsim.formats.FormatException;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.report.CaseText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pilsim validate}. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "Compares the model with what others measured: folders of request-list cases and results"
            + " of gem5's SMMUv3. Status 1 when a case misses its tolerance.")
final class ValidateCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "CASES",
      arity = "1..*",
      description = "Folders with cases.csv, requests/, results/ and tolerance.csv.")
  private List<Path> folders = new ArrayList<>();

  @Option(
      names = "--without-defects",
      description = "Runs the cases without gem5's defects, to see what they come to.")
  private boolean withoutDefects;

  @Option(names = "--threads", paramLabel = "N", description = "How many cases at a time.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Mixin private OutputOptions output = new OutputOptions();

  private final Console console;

  ValidateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, FormatException {
    if (threads < 1) {
      throw new BadInputException("--threads: '" + threads + "' does not fit, expected 1 or more");
    }
    if (output.format() == OutputOptions.Format.CSV) {
      throw new BadInputException("--format: 'csv' does not fit, expected table, json or md");
    }
    List<CaseFolder> opened = new ArrayList<>();
    for (Path folder : folders) {
      if (!CaseFolder.isOne(folder)) {
        throw new BadInputException(
            Console.shown(folder) + ": expected a folder of cases, with cases.csv");
      }
      opened.add(CaseFolder.open(folder));
    }
    List<CaseResult> results = new ArrayList<>();
    for (CaseFolder folder : opened) {
      results.addAll(run(folder));
    }
    print(results);
    boolean ok = results.stream().allMatch(CaseResult::ok);
    return ok ? ExitStatus.OK : ExitStatus.EXPECTATION_FAILED;
  }

  private List<CaseResult> run(CaseFolder folder) {
    if (!console.errIsTerminal() || output.quiet()) {
      return CaseValidation.run(folder, !withoutDefects, threads, Progress.NONE);
    }
    ProgressLine progress = new ProgressLine(console.err(), "validate");
    try {
      return CaseValidation.run(folder, !withoutDefects, threads, progress);
    } finally {
      progress.erase();
    }
  }

  private void print(List<CaseResult> results) throws IOException {
    List<ValidationCell> cells = results.stream().flatMap(r -> r.cells().stream()).toList();
    if (output.format() == OutputOptions.Format.JSON) {
      console.out().print(ValidationJson.write(cells));
    } else if (!output.quiet()) {
      CaseText text = new CaseText(results);
      boolean markdown = output.format() == OutputOptions.Format.MD;
      console.out().print(markdown ? text.markdown() : text.text());
    }
    if (!output.jsonFile().isEmpty()) {
      OutputFolder.write(Path.of(output.jsonFile()), ValidationJson.write(cells));
    }
  }
}
