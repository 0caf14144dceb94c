package io.pilsim.cli;

import io.pilsim.engine.EngineKind;
import io.pilsim.experiment.MetricsCsv;
import io.pilsim.experiment.OutputFolder;
import io.pilsim.experiment.ResultCodec;
import io.pilsim.experiment.ResultFiles;
import io.pilsim.experiment.ResultRecord;
import io.pilsim.experiment.StudyOutcome;
import io.pilsim.experiment.StudyRun;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.scenario.ScenarioPlan;
import io.pilsim.report.PoolText;
import io.pilsim.report.ResultText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pilsim run}. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Runs every variant of scenarios and prints a table of each.")
final class RunCommand implements Callable<Integer> {
  @Parameters(paramLabel = "SCENARIO", arity = "1..*", description = "Scenario files.")
  private List<String> scenarios = new ArrayList<>();

  @Mixin private StudyOptions study = new StudyOptions();
  @Mixin private RunOptions running = new RunOptions();
  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private RecordingOptions recording = new RecordingOptions();

  @Option(
      names = "--inject-all",
      description = "Repeats the flow once for each of its steps, with that step failing.")
  private boolean injectAll;

  private final Console console;

  RunCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    int threads = running.threads();
    EngineKind kind = running.engine();
    running.check(console, output);
    if (injectAll) {
      new InjectAll(console, output, kind, threads).run(plans(), running.folder(console));
      return ExitStatus.OK;
    }
    List<ResultRecord> results = new ArrayList<>();
    boolean allMet = true;
    List<ScenarioPlan> plans = plans();
    RecordingOptions.Recording recorded = recording.check(plans, console, kind);
    for (ScenarioPlan plan : plans) {
      StudyOutcome outcome = run(plan, kind, threads);
      String command = study.command("run", scenarios.get(results.size()));
      Path written = ResultFiles.write(running.folder(console), outcome, command);
      print(outcome, written, results.isEmpty());
      results.add(outcome.result());
      allMet &= outcome.result().allMet();
    }
    writeJson(results);
    recorded.write(plans);
    return allMet ? ExitStatus.OK : ExitStatus.EXPECTATION_FAILED;
  }

  /** Every file is read and checked before the first runs. */
  private List<ScenarioPlan> plans() {
    List<ScenarioPlan> plans = new ArrayList<>();
    List<String> mistakes = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    for (String name : scenarios) {
      try {
        ScenarioPlan plan =
            ScenarioPlan.load(
                console.scenario(name), console.models(), study.assignments(), study.variants());
        if (!names.add(plan.name())) {
          mistakes.add(name + ": scenario: '" + plan.name() + "' is also the name of another");
        }
        plans.add(plan);
      } catch (BadInputException e) {
        e.lines().stream().filter(line -> !mistakes.contains(line)).forEach(mistakes::add);
      }
    }
    if (!mistakes.isEmpty()) {
      throw new BadInputException(mistakes);
    }
    return plans;
  }

  private StudyOutcome run(ScenarioPlan plan, EngineKind kind, int threads) {
    return running.watched(
        console,
        output,
        plan.name(),
        progress -> new StudyRun(plan, console.runner(), kind, progress).run(threads));
  }

  private void print(StudyOutcome outcome, Path written, boolean first) {
    if (output.quiet()) {
      return;
    }
    ResultText text = new ResultText(outcome.result(), console.style(output.noColor()));
    switch (output.format()) {
      case TABLE -> {
        console.out().print((first ? "" : "\n") + text.text());
        console.out().print(PoolText.of(outcome.series()));
        console.out().println("results in " + Console.shown(written) + "/");
      }
      case MD -> console.out().print((first ? "" : "\n") + text.markdown());
      case CSV -> {
        String csv = outcome.csv();
        console.out().print(first ? csv : csv.substring(MetricsCsv.HEADER.length()));
      }
      case JSON -> {} // when all are done: one document
    }
  }

  private void writeJson(List<ResultRecord> results) throws IOException {
    if (output.format() == FormatOption.Format.JSON) {
      console.out().print(ResultCodec.write(results));
    }
    if (!output.jsonFile().isEmpty()) {
      OutputFolder.write(Path.of(output.jsonFile()), ResultCodec.write(results));
    }
  }
}
