package io.pilsim.cli;

import io.pilsim.cli.FormatOption.Format;
import io.pilsim.engine.EngineKind;
import io.pilsim.experiment.capacity.CapacityJson;
import io.pilsim.experiment.capacity.CapacityQuestion;
import io.pilsim.experiment.capacity.CapacityResult;
import io.pilsim.report.CapacityText;
import io.pilsim.report.CommandLines;
import java.io.IOException;
import java.util.List;
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
    Answer.require(output, "capacity", List.of(Format.TABLE, Format.JSON, Format.MD));
    running.check(console, output);
    int threads = running.threads();
    EngineKind engine = running.engine();
    CapacityQuestion question = new CapacityQuestion(study.source(console, scenario), vary, until);
    List<CapacityResult> answers =
        running.watched(
            console,
            output,
            question.scenario(),
            progress -> question.answer(console.runner(), engine, threads, progress));
    CapacityText text = new CapacityText(question, answers, console.style(output.noColor()));
    new Answer(question.scenario(), text::text, CapacityJson.write(question, answers, command()))
        .markdown(text::markdown)
        .tell(console, running, output, "capacity");
    return status(text, answers);
  }

  private String command() {
    return study.command("capacity", scenario)
        + " --vary "
        + CommandLines.word(vary)
        + " --until "
        + CommandLines.word(until);
  }

  private int status(CapacityText text, List<CapacityResult> answers) {
    List<String> impossible = text.impossible();
    impossible.forEach(line -> console.err().println("pilsim: " + line));
    boolean none = answers.stream().anyMatch(answer -> answer.kind() == CapacityResult.Kind.NONE);
    return none || !impossible.isEmpty() ? ExitStatus.EXPECTATION_FAILED : ExitStatus.OK;
  }
}
