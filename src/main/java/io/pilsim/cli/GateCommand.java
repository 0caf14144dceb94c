package io.pilsim.cli;

import io.pilsim.experiment.OutputCheck;
import io.pilsim.experiment.OutputFolder;
import io.pilsim.experiment.ResultFiles;
import io.pilsim.experiment.gate.BaselineStore;
import io.pilsim.experiment.gate.GateJson;
import io.pilsim.experiment.gate.GateReport;
import io.pilsim.experiment.gate.GateStudy;
import io.pilsim.experiment.gate.NotComparableException;
import io.pilsim.formats.baseline.BaselineScenario;
import io.pilsim.formats.baseline.BaselineScenario.Acceptance;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.report.gate.GateAnnotations;
import io.pilsim.report.gate.GateJUnit;
import io.pilsim.report.gate.GateMarkdown;
import io.pilsim.report.gate.GateSarif;
import io.pilsim.report.gate.GateText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pilsim gate}. */
@Command(
    name = "gate",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Fails when scenarios got worse than a baseline by more than their budgets.")
final class GateCommand implements Callable<Integer> {
  /** What to make of a gate that chance leaves open. */
  enum Inconclusive {
    PASS,
    FAIL
  }

  @Parameters(paramLabel = "SCENARIO", arity = "1..*", description = "Scenarios with a gate.")
  private List<String> scenarios = new ArrayList<>();

  @Option(
      names = "--baseline",
      required = true,
      paramLabel = "FILE",
      description = "What was accepted last; one file may hold several scenarios.")
  private Path baseline;

  @Option(names = "--accept", description = "Writes what is found now as the new baseline.")
  private boolean accept;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why that is right, in a line.")
  private String reason = "";

  @Option(
      names = "--inconclusive",
      paramLabel = "pass|fail",
      description = "What an inconclusive gate ends as: 0 or 1 in place of 4.")
  private Inconclusive inconclusive;

  @Option(names = "--junit", paramLabel = "FILE", description = "Writes JUnit XML.")
  private Path junit;

  @Option(names = "--sarif", paramLabel = "FILE", description = "Writes SARIF 2.1.0.")
  private Path sarif;

  @Option(names = "--markdown", paramLabel = "FILE", description = "Writes a summary.")
  private Path markdown;

  @Option(names = "--annotations", description = "Prints annotations for the logs of CI as well.")
  private boolean annotations;

  @Mixin private StudyOptions study = new StudyOptions();
  @Mixin private RunOptions running = new RunOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  private final Console console;

  GateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    checkReason();
    if (output.format() == FormatOption.Format.CSV) {
      throw new BadInputException("--format: a gate is told as table, json or md");
    }
    checkOutputs();
    List<GateStudy> studies = studies();
    try {
      BaselineStore store = BaselineStore.open(baseline, accept);
      return accept ? accept(studies, store) : compare(studies, store.all(studies));
    } catch (NotComparableException e) {
      e.lines().forEach(console.err()::println);
      return ExitStatus.NOT_COMPARABLE;
    }
  }

  private void checkReason() {
    if (accept != !reason.isBlank()) {
      throw new BadInputException(
          accept ? "--accept: expected --reason TEXT beside it" : "--reason: goes with --accept");
    }
    if (reason.chars().anyMatch(Character::isISOControl)) {
      throw new BadInputException("--reason: expected one line of text");
    }
  }

  private void checkOutputs() throws IOException {
    running.check(console, output);
    for (Path file : Arrays.asList(accept ? baseline : null, junit, sarif, markdown)) {
      if (file != null) {
        OutputCheck.file(file);
      }
    }
  }

  /** Every file is read and checked before the first runs. */
  private List<GateStudy> studies() {
    List<GateStudy> studies = new ArrayList<>();
    List<String> mistakes = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    for (String name : scenarios) {
      try {
        GateStudy each =
            new GateStudy(
                study.source(console, name), console.runner(), running.engine(), running.threads());
        if (!names.add(each.scenario())) {
          mistakes.add(name + ": scenario: '" + each.scenario() + "' is given twice");
        }
        studies.add(each);
      } catch (BadInputException e) {
        e.lines().stream().filter(line -> !mistakes.contains(line)).forEach(mistakes::add);
      }
    }
    if (!mistakes.isEmpty()) {
      throw new BadInputException(mistakes);
    }
    return studies;
  }

  private int accept(List<GateStudy> studies, BaselineStore store) throws IOException {
    String today = LocalDate.now(Clock.systemUTC()).toString();
    boolean changed = false;
    for (GateStudy each : studies) {
      List<Acceptance> accepted = new ArrayList<>();
      store.find(each.scenario()).ifPresent(before -> accepted.addAll(before.accepted()));
      accepted.add(new Acceptance(today, reason.strip()));
      BaselineScenario made =
          running.watched(
              console, output, each.scenario(), progress -> each.accept(accepted, progress));
      boolean put = store.put(made);
      changed |= put;
      if (!output.quiet()) {
        String what = put ? ": accepted" : ": nothing to accept, all is as it was";
        console.out().println(each.scenario() + what);
      }
    }
    if (changed) {
      store.write();
      if (!output.quiet()) {
        console.out().println("baseline in " + Console.shown(baseline));
      }
    }
    return ExitStatus.OK;
  }

  private int compare(List<GateStudy> studies, List<BaselineScenario> baselines)
      throws IOException {
    List<GateReport> reports = new ArrayList<>();
    for (int i = 0; i < studies.size(); i++) {
      GateStudy each = studies.get(i);
      BaselineScenario before = baselines.get(i);
      reports.add(
          running.watched(
              console, output, each.scenario(), progress -> each.compare(before, progress)));
    }
    write(reports);
    print(reports);
    return status(reports);
  }

  private void write(List<GateReport> reports) throws IOException {
    for (int i = 0; i < reports.size(); i++) {
      GateReport report = reports.get(i);
      String command = study.command("gate", scenarios.get(i)) + " --baseline " + baseline;
      Path folder = running.folder(console).resolve(report.scenario()).resolve("gate");
      new OutputFolder(folder)
          .add("environment.json", ResultFiles.environment(report.cost(), command))
          .add("gate.json", GateJson.write(List.of(report)))
          .write();
    }
    if (!output.jsonFile().isEmpty()) {
      OutputFolder.write(Path.of(output.jsonFile()), GateJson.write(reports));
    }
    if (junit != null) {
      OutputFolder.write(junit, GateJUnit.write(reports));
    }
    if (sarif != null) {
      OutputFolder.write(sarif, GateSarif.write(Version.number(), reports));
    }
    if (markdown != null) {
      OutputFolder.write(markdown, GateMarkdown.write(reports));
    }
  }

  private void print(List<GateReport> reports) {
    if (output.format() == FormatOption.Format.JSON) {
      console.out().print(GateJson.write(reports));
      return;
    }
    if (!output.quiet()) {
      console.out().print(text(reports));
    }
    if (annotations) {
      console.out().print(GateAnnotations.write(reports));
    }
  }

  private String text(List<GateReport> reports) {
    return switch (output.format()) {
      case MD -> GateMarkdown.write(reports);
      case TABLE, JSON, CSV -> {
        List<String> texts = new ArrayList<>();
        for (GateReport report : reports) {
          texts.add(new GateText(report, console.style(output.noColor())).text());
        }
        yield String.join("\n", texts);
      }
    };
  }

  /** A failure counts more than an open question. */
  private int status(List<GateReport> reports) {
    if (reports.stream().anyMatch(each -> each.outcome() == GateReport.Outcome.FAILED)) {
      return ExitStatus.EXPECTATION_FAILED;
    }
    if (reports.stream().allMatch(each -> each.outcome() == GateReport.Outcome.PASSED)) {
      return ExitStatus.OK;
    }
    if (inconclusive == null) {
      return ExitStatus.INCONCLUSIVE;
    }
    return inconclusive == Inconclusive.PASS ? ExitStatus.OK : ExitStatus.EXPECTATION_FAILED;
  }
}
