package io.pilsim.cli;

import io.pilsim.cli.FormatOption.Format;
import io.pilsim.engine.EngineKind;
import io.pilsim.experiment.sensitivity.Sensitivity;
import io.pilsim.experiment.sensitivity.SensitivityJson;
import io.pilsim.experiment.sensitivity.SensitivityStudy;
import io.pilsim.platform.scenario.MetricStatistic;
import io.pilsim.platform.scenario.ScenarioPlan;
import io.pilsim.report.CommandLines;
import io.pilsim.report.SensitivityText;
import java.io.IOException;
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
    Answer.require(output, "a tornado", List.of(Format.TABLE, Format.JSON, Format.MD));
    running.check(console, output);
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
    SensitivityText text = new SensitivityText(result, console.style(output.noColor()));
    new Answer(plan.name(), text::text, SensitivityJson.write(result, command()))
        .markdown(text::markdown)
        .tell(console, running, output, "sensitivity");
    return ExitStatus.OK;
  }

  private String command() {
    String line = study.command("sensitivity", scenario);
    return metric.isEmpty() ? line : line + " --metric " + CommandLines.word(metric);
  }
}
