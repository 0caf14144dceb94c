package io.pilsim.cli;

import io.pilsim.engine.EngineKind;
import io.pilsim.experiment.OutputFolder;
import io.pilsim.experiment.sensitivity.Sensitivity;
import io.pilsim.experiment.sensitivity.SensitivityJson;
import io.pilsim.experiment.sensitivity.SensitivityStudy;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.scenario.MetricStatistic;
import io.pilsim.platform.scenario.ScenarioPlan;
import io.pilsim.report.SensitivityText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pilsim sensitivity}. */
@Command(
    name = "sensitivity",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Which assumed values move the answer, and does a decision rest on one of them?")
final class SensitivityCommand implements Callable<Integer> {
  @Parameters(paramLabel = "SCENARIO", arity = "1", description = "A scenario file.")
  private String scenario = "";

  @Option(
      names = "--metric",
      paramLabel = "METRIC",
      description = "Of what (default: what one looks at first).")
  private String metric = "";

  @Mixin private StudyOptions study = new StudyOptions();
  @Mixin private RunOptions running = new RunOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  private final Console console;

  SensitivityCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    int threads = running.threads();
    EngineKind engine = running.engine();
    ScenarioPlan plan = study.source(console, scenario).plan(List.of());
    MetricStatistic what =
        plan.metric("--metric", metric.isEmpty() ? plan.flow().mainMetric() : metric);
    Sensitivity result =
        running.watched(
            console,
            output,
            plan.name(),
            progress ->
                new SensitivityStudy(plan, what, console.runner(), engine, threads, progress)
                    .run());
    String json = SensitivityJson.write(result);
    OutputFolder.write(
        running.folder(console).resolve(plan.name()).resolve("sensitivity.json"), json);
    if (!output.jsonFile().isEmpty()) {
      OutputFolder.write(Path.of(output.jsonFile()), json);
    }
    if (!output.quiet()) {
      console.out().print(text(result, json));
    }
    return ExitStatus.OK;
  }

  private String text(Sensitivity result, String json) {
    SensitivityText text = new SensitivityText(result, console.style(output.noColor()));
    return switch (output.format()) {
      case TABLE -> text.text();
      case MD -> text.markdown();
      case JSON -> json;
      case CSV ->
          throw new BadInputException("--format: a tornado is no csv, expected table, json or md");
    };
  }
}
