package io.pilsim.cli;

import io.pilsim.platform.ExplainedStep;
import io.pilsim.platform.RoutineName;
import io.pilsim.platform.Routines;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.model.Suggestion;
import io.pilsim.platform.scenario.Assignment;
import io.pilsim.platform.scenario.Host;
import io.pilsim.platform.scenario.PlannedVariant;
import io.pilsim.platform.scenario.Scenario;
import io.pilsim.platform.scenario.ScenarioPlan;
import io.pilsim.platform.scenario.Word;
import io.pilsim.report.RoutineText;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pilsim explain}. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Shows the steps of a modelled software path, what they cost and who says so.")
final class ExplainCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "ROUTINE",
      arity = "0..1",
      description = "Such as boot; without it, all of them are listed.")
  private String routine = "";

  @Option(
      names = "--platform",
      paramLabel = "PLATFORM",
      description = "A folder of model/ (default: sa8775p).")
  private String platform = "sa8775p";

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = "qhee or kvm (default: kvm, or the one that has the routine).")
  private String host = "";

  @Option(
      names = "--driver",
      paramLabel = "VERSION",
      description = "v1, v10 or v10+fixes, for host kvm (default: v10).")
  private String driver = "v10";

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "Sets any leaf of scenario or platform. Repeatable.")
  private List<String> sets = new ArrayList<>();

  @Option(
      names = "--depth",
      paramLabel = "N",
      description = "How many levels of calls to open (default: 2).")
  private int depth = 2;

  @Mixin private FormatOption format = new FormatOption();

  @Option(names = "--no-color", description = "No colors; NO_COLOR does the same.")
  private boolean noColor;

  private final Console console;

  ExplainCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (depth < 0) {
      throw new BadInputException("--depth: '" + depth + "' does not fit, expected 0 or more");
    }
    if (routine.isEmpty()) {
      console.out().print(RoutineText.names());
      return ExitStatus.OK;
    }
    RoutineName name = name();
    PlannedVariant machine = machine(name);
    List<ExplainedStep> steps =
        Routines.of(machine.scenario(), machine.model()).explain(name, depth);
    console
        .out()
        .print(
            switch (format.format()) {
              case TABLE ->
                  RoutineText.table(title(name, machine.scenario()), steps, console.style(noColor));
              case JSON -> RoutineText.json(steps);
              case CSV -> RoutineText.csv(steps);
              case MD -> RoutineText.markdown(steps);
            });
    return ExitStatus.OK;
  }

  private RoutineName name() {
    List<String> known = Word.all(RoutineName.class);
    if (!known.contains(routine)) {
      throw new BadInputException(
          "explain: no routine '" + routine + "'" + Suggestion.of(routine, known).orAll(known));
    }
    return Word.of(RoutineName.class, routine);
  }

  private PlannedVariant machine(RoutineName name) {
    List<String> processors = console.models().load(platform).children(platform + ".remoteprocs");
    if (processors.isEmpty()) {
      throw new BadInputException(
          "--platform: '" + platform + "' has no remote processors, so no software to explain");
    }
    String only = name.host().orElse(Host.KVM).word();
    List<Assignment> assignments = new ArrayList<>();
    assignments.add(new Assignment("--platform", "platform", platform));
    assignments.add(new Assignment("--host", "host", host.isEmpty() ? only : host));
    assignments.add(new Assignment("--driver", "driver", driver));
    assignments.add(new Assignment("default", "workload.flow", "boot"));
    assignments.add(new Assignment("default", "workload.remoteprocs", processors.get(0)));
    sets.forEach(set -> assignments.add(Assignment.parse(set)));
    return ScenarioPlan.ofOptions("explain", console.models(), assignments).variants().get(0);
  }

  private static String title(RoutineName name, Scenario scenario) {
    String driver = scenario.host() == Host.KVM ? ", driver " + scenario.driver().word() : "";
    return name.word()
        + ": "
        + name.summary()
        + " ("
        + scenario.platform()
        + ", host "
        + scenario.host().word()
        + driver
        + ")";
  }
}
