package io.pilsim.cli;

import io.pilsim.experiment.OutputFolder;
import io.pilsim.experiment.Progress;
import io.pilsim.experiment.validation.CaseFolder;
import io.pilsim.experiment.validation.CaseValidation;
import io.pilsim.experiment.validation.CaseValidation.CaseResult;
import io.pilsim.experiment.validation.TableValidation;
import io.pilsim.experiment.validation.ValidationCell;
import io.pilsim.experiment.validation.ValidationJson;
import io.pilsim.formats.FormatException;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.report.CaseText;
import io.pilsim.report.TableText;
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

/** {@code pilsim validate}. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "Compares the model with what others measured: published tables, by name or as a CSV file"
            + " of other rows of one, and folders of request-list cases and results of gem5's"
            + " SMMUv3. Without arguments all built-in tables, and the names of those that no"
            + " experiment predicts yet. Status 1 when a cell or a case misses its tolerance.")
final class ValidateCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "TABLE|FILE.csv|CASES",
      arity = "0..*",
      description =
          "Tables such as vt1_sm8150, files named like one, or folders with cases.csv, requests/,"
              + " results/ and tolerance.csv.")
  private List<String> arguments = new ArrayList<>();

  @Option(
      names = "--calibrate",
      description = "Fits each table's calibration to its c cells first, and writes it.")
  private boolean calibrate;

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
    if (output.format() == FormatOption.Format.CSV) {
      throw new BadInputException("--format: 'csv' does not fit, expected table, json or md");
    }
    output.check();
    List<String> tables = new ArrayList<>();
    List<CaseFolder> opened = new ArrayList<>();
    for (String argument : arguments) {
      if (CaseFolder.isOne(Path.of(argument))) {
        opened.add(CaseFolder.open(Path.of(argument)));
      } else if (TableValidation.isOne(argument)) {
        tables.add(argument);
      } else {
        throw unknown(argument);
      }
    }
    List<ValidationCell> cells = tables(arguments.isEmpty() ? TableValidation.names() : tables);
    List<CaseResult> results = new ArrayList<>();
    for (CaseFolder folder : opened) {
      results.addAll(run(folder));
    }
    print(cells, results);
    boolean ok =
        cells.stream().allMatch(ValidationCell::ok) && results.stream().allMatch(CaseResult::ok);
    return ok ? ExitStatus.OK : ExitStatus.EXPECTATION_FAILED;
  }

  private static BadInputException unknown(String argument) {
    Path path = Path.of(argument);
    return new BadInputException(
        Files.isDirectory(path)
            ? Console.shown(path) + ": expected a folder of cases, with cases.csv"
            : Console.shown(path)
                + ": expected a folder of cases, with cases.csv, a table or a CSV file named like"
                + " one"
                + TableValidation.expected(argument));
  }

  private List<ValidationCell> tables(List<String> names) throws IOException, FormatException {
    TableValidation validation = new TableValidation(console.modelDir());
    List<ValidationCell> cells = new ArrayList<>();
    for (String name : names) {
      cells.addAll(calibrate ? validation.calibrate(name) : validation.run(name));
    }
    return cells;
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

  private void print(List<ValidationCell> tables, List<CaseResult> results) throws IOException {
    List<ValidationCell> cells = new ArrayList<>(tables);
    results.forEach(result -> cells.addAll(result.cells()));
    if (output.format() == FormatOption.Format.JSON) {
      console.out().print(ValidationJson.write(cells));
    } else if (!output.quiet()) {
      boolean markdown = output.format() == FormatOption.Format.MD;
      if (!tables.isEmpty()) {
        TableText text = new TableText(tables, TableValidation::remarks);
        console.out().print(markdown ? text.markdown() : text.text());
      }
      if (!results.isEmpty()) {
        CaseText text = new CaseText(results);
        console.out().print(markdown ? text.markdown() : text.text());
      }
    }
    if (!output.jsonFile().isEmpty()) {
      OutputFolder.write(Path.of(output.jsonFile()), ValidationJson.write(cells));
    }
  }
}
