package io.pilsim.cli;

import io.pilsim.cli.FormatOption.Format;
import io.pilsim.engine.EngineKind;
import io.pilsim.experiment.PlanSource;
import io.pilsim.experiment.advise.Advice;
import io.pilsim.experiment.advise.AdviceJson;
import io.pilsim.experiment.advise.AdviceStudy;
import io.pilsim.experiment.advise.ExposureFloor;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.scenario.MetricStatistic;
import io.pilsim.platform.scenario.ScenarioPlan;
import io.pilsim.report.AdviceText;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pilsim advise}. */
@Command(
    name = "advise",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Which rewrites are worth making: placement, block sizes, pools, invalidation.")
final class AdviseCommand implements Callable<Integer> {
  private static final List<String> ALSO = List.of("host", "driver");

  @Parameters(paramLabel = "SCENARIO", arity = "1", description = "A scenario file.")
  private String scenario = "";

  @Option(
      names = "--max-exposure",
      paramLabel = "TIME|BYTES",
      description = "Rejects what leaves memory reachable for longer, or more of it; 0 for none.")
  private String mostExposure = "";

  @Option(
      names = "--metric",
      paramLabel = "METRIC",
      description = "The cost (default: the time of a boot, or of a map, use and unmap).")
  private String metric = "";

  @Option(
      names = "--also",
      paramLabel = "LEAF",
      description = "May change too: host, driver. Repeatable.")
  private Set<String> also = new LinkedHashSet<>();

  @Mixin private StudyOptions study = new StudyOptions();
  @Mixin private RunOptions running = new RunOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  private final Console console;

  AdviseCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Answer.require(output, "advice", List.of(Format.TABLE, Format.JSON, Format.MD));
    running.check(console, output);
    int threads = running.threads();
    EngineKind engine = running.engine();
    ExposureFloor floor = ExposureFloor.parse("--max-exposure", mostExposure);
    for (String each : also) {
      if (!ALSO.contains(each)) {
        throw new BadInputException("--also: '" + each + "' is unknown, expected host or driver");
      }
    }
    PlanSource source = study.source(console, scenario);
    ScenarioPlan plan = source.plan(List.of());
    MetricStatistic cost = plan.metric("--metric", metric.isEmpty() ? usual(plan) : metric);
    Advice advice =
        running.watched(
            console,
            output,
            plan.name(),
            progress ->
                new AdviceStudy(source, cost, floor, console.runner(), engine, threads, progress)
                    .run(also));
    AdviceText text = new AdviceText(advice, console.style(output.noColor()));
    new Answer(plan.name(), text::text, AdviceJson.write(advice))
        .markdown(text::markdown)
        .tell(console, running, output, "advise");
    return advice.isHopeless() ? ExitStatus.EXPECTATION_FAILED : ExitStatus.OK;
  }

  /** Unmapping is a part of what mapping costs. */
  private static String usual(ScenarioPlan plan) {
    boolean threads = plan.variants().get(0).scenario().workload().hot().isPresent();
    return threads ? "map.pair_time" : plan.flow().mainMetric();
  }
}
