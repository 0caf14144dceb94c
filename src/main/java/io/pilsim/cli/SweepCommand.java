package io.pilsim.cli;

import io.pilsim.engine.EngineKind;
import io.pilsim.experiment.PlanSource;
import io.pilsim.experiment.sweep.Axis;
import io.pilsim.experiment.sweep.Design;
import io.pilsim.experiment.sweep.Journal;
import io.pilsim.experiment.sweep.Shard;
import io.pilsim.experiment.sweep.SweepFiles;
import io.pilsim.experiment.sweep.SweepManifest;
import io.pilsim.experiment.sweep.SweepPlan;
import io.pilsim.experiment.sweep.SweepResult;
import io.pilsim.experiment.sweep.SweepRun;
import io.pilsim.experiment.sweep.TrialExecutor;
import io.pilsim.experiment.sweep.TrialPlace;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.scenario.Assignment;
import io.pilsim.platform.scenario.ScenarioPlan;
import io.pilsim.report.CommandLines;
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

/** {@code pilsim sweep}. */
@Command(
    name = "sweep",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Runs a scenario at many points; goes on where it was interrupted.")
final class SweepCommand implements Callable<Integer> {
  @Parameters(paramLabel = "SCENARIO", arity = "1", description = "A scenario file.")
  private String scenario = "";

  @Option(
      names = "--over",
      required = true,
      paramLabel = "PATH=VALUES",
      description = "V1,V2,... or LO..HI:N of any leaf. Several make a grid. Repeatable.")
  private List<String> over = new ArrayList<>();

  @Option(
      names = "--lhs",
      paramLabel = "N",
      description = "N points of a Latin hypercube instead of the grid.")
  private Integer lhs;

  @Option(names = "--shard", paramLabel = "I/N", description = "Only the I-th of N parts.")
  private String shard = "1/1";

  @Mixin private StudyOptions study = new StudyOptions();
  @Mixin private RunOptions running = new RunOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  private final Console console;

  SweepCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Shard part = Shard.parse(shard);
    int threads = running.threadsHere();
    EngineKind engine = running.engine();
    TrialPlace place = running.place();
    running.check(console, output);
    SweepPlan plan = plan();
    ScenarioPlan base = plan.base();
    Path folder = running.folder(console).resolve(base.name());
    try (TrialExecutor executor = place.open(console.runner(), engine, threads, plan.models());
        Journal journal = Journal.open(folder.resolve(SweepFiles.JOURNAL))) {
      closeAtExit(journal);
      SweepRun.Outcome outcome =
          running.watched(
              console,
              output,
              base.name(),
              progress -> new SweepRun(plan, executor, progress, journal).run(part, threads));
      SweepManifest manifest =
          new SweepManifest(
              base.name(),
              command(),
              base.flow().mainMetric(),
              plan.design().paths(),
              plan.design().size(),
              part,
              outcome.rows());
      new SweepFiles(manifest, journal, threads).write(folder);
      return new SweepOutput(console, output)
          .print(new SweepResult(manifest, journal, outcome), folder);
    }
  }

  /** Of the whole sweep, whichever shard this is. */
  private String command() {
    StringBuilder line = new StringBuilder(study.command("sweep", scenario));
    over.forEach(axis -> line.append(" --over ").append(CommandLines.word(axis)));
    return lhs == null ? line.toString() : line.append(" --lhs ").append(lhs).toString();
  }

  /** What was finished is kept, however the program ends. */
  private static void closeAtExit(Journal journal) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  try {
                    journal.close();
                  } catch (IOException e) {
                    return; // the journal is as good as after a kill
                  }
                }));
  }

  private SweepPlan plan() {
    List<String> mistakes = new ArrayList<>();
    List<Axis> axes = new ArrayList<>();
    Set<String> paths = new LinkedHashSet<>();
    for (String each : over) {
      try {
        Axis axis = Axis.parse("--over", each);
        if (!paths.add(axis.path())) {
          mistakes.add("--over: " + axis.path() + ": is given twice");
        }
        axes.add(axis);
      } catch (BadInputException e) {
        mistakes.addAll(e.lines());
      }
    }
    for (Assignment each : study.assignments()) {
      if (paths.contains(each.path())) {
        mistakes.add(
            "--over: " + each.path() + ": is set by " + each.option() + ", too; expected one");
      }
    }
    if (lhs != null && (lhs < 1 || lhs > 10_000_000)) {
      mistakes.add("--lhs: '" + lhs + "' does not fit, expected 1 to 10000000");
    } else if (lhs != null && axes.stream().allMatch(axis -> axis.range().isEmpty())) {
      mistakes.add("--lhs: there are only lists, whose points a grid has; expected LO..HI in one");
    }
    if (!mistakes.isEmpty()) {
      throw new BadInputException(mistakes);
    }
    PlanSource source = study.source(console, scenario);
    Design design =
        lhs == null ? Design.grid(axes) : Design.latinHypercube(axes, lhs, seed(source));
    return new SweepPlan(source, design);
  }

  private static long seed(PlanSource source) {
    return source.plan(List.of()).variants().get(0).scenario().run().seed();
  }
}
