package io.pilsim.cli;

import io.pilsim.experiment.OutputFolder;
import io.pilsim.experiment.compare.Comparer;
import io.pilsim.experiment.compare.Comparison;
import io.pilsim.experiment.compare.ComparisonFiles;
import io.pilsim.experiment.compare.ComparisonJson;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.model.Suggestion;
import io.pilsim.report.CommandLines;
import io.pilsim.report.ComparisonText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pilsim compare}. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Compares results, or the variants of one: which differences are there?")
final class CompareCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "RESULT",
      arity = "1..*",
      description = "Result files, or the folders that hold them; the first is the reference.")
  private List<Path> results = new ArrayList<>();

  @Option(
      names = "--metric",
      paramLabel = "METRIC",
      description = "Which metrics (default: those one looks at first). Repeatable.")
  private List<String> metrics = new ArrayList<>();

  @Mixin private OutputOptions output = new OutputOptions();

  private final Console console;

  CompareCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    output.check();
    List<Comparison.Group> groups = ComparisonFiles.read(results);
    checkMetrics(groups);
    Comparison comparison = new Comparer(metrics).compare(groups);
    if (!output.jsonFile().isEmpty()) {
      OutputFolder.write(Path.of(output.jsonFile()), ComparisonJson.write(comparison, command()));
    }
    if (!output.quiet()) {
      console.out().print(text(comparison));
    }
    return ExitStatus.OK;
  }

  private String text(Comparison comparison) {
    ComparisonText text = new ComparisonText(comparison, console.style(output.noColor()));
    return switch (output.format()) {
      case TABLE -> text.text();
      case MD -> text.markdown();
      case JSON -> ComparisonJson.write(comparison, command());
      case CSV ->
          throw new BadInputException(
              "--format: a comparison is no csv, expected table, json or md");
    };
  }

  private String command() {
    StringBuilder line = new StringBuilder("pilsim compare");
    results.forEach(file -> line.append(' ').append(CommandLines.word(file.toString())));
    metrics.forEach(name -> line.append(" --metric ").append(CommandLines.word(name)));
    return line.toString();
  }

  private void checkMetrics(List<Comparison.Group> groups) {
    SortedSet<String> known = new TreeSet<>();
    for (Comparison.Group group : groups) {
      group.alternatives().forEach(each -> known.addAll(each.variant().metrics().keySet()));
    }
    List<String> mistakes =
        metrics.stream()
            .filter(metric -> !known.contains(metric))
            .map(
                metric ->
                    "--metric: no metric '"
                        + metric
                        + "'"
                        + Suggestion.of(metric, known).question())
            .toList();
    if (!mistakes.isEmpty()) {
      throw new BadInputException(mistakes);
    }
  }
}
