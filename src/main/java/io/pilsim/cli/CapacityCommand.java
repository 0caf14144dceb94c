package io.pilsim.cli;

import io.pilsim.engine.EngineKind;
import io.pilsim.experiment.OutputFolder;
import io.pilsim.experiment.capacity.CapacityJson;
import io.pilsim.experiment.capacity.CapacityQuestion;
import io.pilsim.experiment.capacity.CapacityResult;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.report.CapacityText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pilsim capacity}. */
@Command(
    name = "capacity",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Finds how far a leaf can go until an objective is missed, and what binds then.")
final class CapacityCommand implements Callable<Integer> {
  @Parameters(paramLabel = "SCENARIO", arity = "1", description = "A scenario file.")
  private String scenario = "";

  @Option(
      names = "--vary",
      required = true,
      paramLabel = "PATH=LO..HI",
      description = "The leaf; of a list, how many of its items.")
  private String vary = "";

  @Option(
      names = "--until",
      required = true,
      paramLabel = "'METRIC OP VALUE'",
      description = "The objective, such as 'boot.all.total_time < 90 ms'.")
  private String until = "";

  @Mixin private StudyOptions study = new StudyOptions();
  @Mixin private RunOptions running = new RunOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  private final Console console;

  CapacityCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    int threads = running.threads();
    EngineKind engine = running.engine();
    CapacityQuestion question = new CapacityQuestion(study.source(console, scenario), vary, until);
    List<CapacityResult> answers =
        running.watched(
            console,
            output,
            question.scenario(),
            progress -> question.answer(console.runner(), engine, threads, progress));
    String json = CapacityJson.write(question, answers);
    Path folder = running.folder(console).resolve(question.scenario());
    OutputFolder.write(folder.resolve("capacity.json"), json);
    if (!output.jsonFile().isEmpty()) {
      OutputFolder.write(Path.of(output.jsonFile()), json);
    }
    if (!output.quiet()) {
      console.out().print(text(question, answers, json));
    }
    return status(answers);
  }

  private String text(CapacityQuestion question, List<CapacityResult> answers, String json) {
    CapacityText text = new CapacityText(question, answers, console.style(output.noColor()));
    return switch (output.format()) {
      case TABLE -> text.text();
      case JSON -> json;
      case MD, CSV -> throw new BadInputException("--format: capacity is told as table or json");
    };
  }

  private int status(List<CapacityResult> answers) {
    Optional<CapacityResult> impossible =
        answers.stream()
            .filter(answer -> answer.bounds().map(bounds -> !bounds.holds()).orElse(false))
            .findFirst();
    if (impossible.isPresent()) {
      return new Faults(console, output.verbose())
          .fault(
              new IllegalStateException(
                  impossible.get().variant() + ": the figure lies outside its analytic bounds"));
    }
    boolean none = answers.stream().anyMatch(answer -> answer.kind() == CapacityResult.Kind.NONE);
    return none ? ExitStatus.EXPECTATION_FAILED : ExitStatus.OK;
  }
}
