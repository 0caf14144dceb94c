package io.pilsim.cli;

import io.pilsim.engine.EngineKind;
import io.pilsim.experiment.PlanSource;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.model.Suggestion;
import io.pilsim.platform.scenario.Assignment;
import io.pilsim.report.CommandLines;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** Options that change what a scenario comes to. */
final class StudyOptions {
  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "Sets any leaf of scenario or platform; wins over variants. Repeatable.")
  private List<String> sets = new ArrayList<>();

  @Option(names = "--variant", paramLabel = "NAME", description = "Only this variant. Repeatable.")
  private List<String> variants = new ArrayList<>();

  @Option(names = "--seed", paramLabel = "N", description = "Same as --set run.seed=N.")
  private String seed = "";

  @Option(
      names = "--replications",
      paramLabel = "N",
      description = "Same as --set run.replications=N.")
  private String replications = "";

  List<Assignment> assignments() {
    List<Assignment> assignments = new ArrayList<>();
    sets.forEach(set -> assignments.add(Assignment.parse(set)));
    if (!seed.isEmpty()) {
      assignments.add(new Assignment("--seed", "run.seed", seed));
    }
    if (!replications.isEmpty()) {
      assignments.add(new Assignment("--replications", "run.replications", replications));
    }
    return assignments;
  }

  /** What repeats a study of a scenario, whatever else is asked of it. */
  String command(String verb, String scenario) {
    StringBuilder line = new StringBuilder("pilsim " + verb + " " + CommandLines.word(scenario));
    sets.forEach(set -> line.append(" --set ").append(CommandLines.word(set)));
    variants.forEach(name -> line.append(" --variant ").append(CommandLines.word(name)));
    if (!seed.isEmpty()) {
      line.append(" --seed ").append(CommandLines.word(seed));
    }
    if (!replications.isEmpty()) {
      line.append(" --replications ").append(CommandLines.word(replications));
    }
    return line.toString();
  }

  List<String> variants() {
    return variants;
  }

  /** A scenario, to be planned more than once. */
  PlanSource source(Console console, String name) {
    return new PlanSource(console.scenario(name), console.models(), assignments(), variants());
  }

  static EngineKind engine(String name) {
    List<String> known =
        Arrays.stream(EngineKind.values())
            .map(kind -> kind.name().toLowerCase(Locale.ROOT))
            .toList();
    if (!known.contains(name)) {
      throw new BadInputException(
          "--engine: '" + name + "' is unknown" + Suggestion.of(name, known).orAll(known));
    }
    return EngineKind.valueOf(name.toUpperCase(Locale.ROOT));
  }
}
