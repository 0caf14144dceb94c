package io.pilsim.cli;

import io.pilsim.experiment.OutputCheck;
import io.pilsim.experiment.OutputFolder;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.report.content.ResultSources;
import io.pilsim.report.figure.Figures;
import io.pilsim.report.html.HtmlPage;
import io.pilsim.report.markdown.MarkdownReport;
import io.pilsim.report.page.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pilsim report}. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Makes one self-contained page of results.")
final class ReportCommand implements Callable<Integer> {
  /** What a report is written as. */
  enum Format {
    HTML,
    MD
  }

  @Parameters(
      paramLabel = "RESULT",
      arity = "1..*",
      description =
          "Files that run, sweep, capacity, sensitivity, compare or validate wrote, or"
              + " their folders.")
  private List<Path> results = new ArrayList<>();

  @Option(
      names = "-o",
      paramLabel = "FILE",
      description = "Where it goes (default: target/pilsim/report.html, or .md).")
  private Path file;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "html or md (default: what the file's name ends with, else html).")
  private Format format;

  @Option(
      names = "--figures",
      paramLabel = "DIR",
      description = "Writes every chart as SVG and PNG, too.")
  private Path figures;

  @Option(
      names = "--metric",
      paramLabel = "METRIC",
      description = "What sweeps are shown in (default: what one looks at first).")
  private String metric = "";

  @Option(names = "--quiet", description = "Prints nothing.")
  private boolean quiet;

  private final Console console;

  ReportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Format wanted = wanted();
    String end = wanted.name().toLowerCase(Locale.ROOT);
    Path to = file == null ? console.defaultOutput().resolve("report." + end) : file;
    OutputCheck.file(to);
    if (figures != null) {
      OutputCheck.folder(figures);
    }
    Report report = new ResultSources(console.models(), metric).report(results);
    int drawn = figures == null ? 0 : Figures.write(report, figures);
    String text =
        wanted == Format.MD
            ? MarkdownReport.of(report, beside(to))
            : HtmlPage.of(report, new Version().getVersion()[0]);
    OutputFolder.write(to, text);
    if (!quiet) {
      console.out().println("report in " + Console.shown(to));
      if (figures != null) {
        console.out().println(drawn + " figures in " + Console.shown(figures) + "/");
      }
    }
    return ExitStatus.OK;
  }

  private Format wanted() {
    if (format != null) {
      return format;
    }
    String name = file == null ? "" : file.toString();
    if (name.endsWith(".md")) {
      return Format.MD;
    }
    return Format.HTML;
  }

  /** The figures' folder, as a link in the report says it; empty without figures. */
  private Optional<String> beside(Path to) {
    if (figures == null) {
      return Optional.empty();
    }
    Path from = to.toAbsolutePath().normalize().getParent();
    try {
      String link = from.relativize(figures.toAbsolutePath().normalize()).toString();
      return Optional.of(link.isEmpty() ? "." : link.replace(" ", "%20"));
    } catch (IllegalArgumentException e) {
      throw new BadInputException("--figures: " + figures + ": cannot be linked from " + to);
    }
  }
}
