package io.pilsim.cli;

import io.pilsim.formats.FormatException;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.model.InputFile;
import io.pilsim.platform.scenario.ScenarioPlan;
import io.pilsim.report.inspect.Inspection;
import io.pilsim.report.inspect.ScenarioView;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pilsim inspect}. */
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "Shows device trees, firmware images, results and scenarios as pilsim understands them.")
final class InspectCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files of any of these kinds.")
  private List<String> files = new ArrayList<>();

  @Mixin private StudyOptions study = new StudyOptions();

  @Option(names = "--no-color", description = "No colors; NO_COLOR does the same.")
  private boolean noColor;

  private final Console console;

  InspectCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    List<String> mistakes = new ArrayList<>();
    for (String file : files) {
      try {
        console.out().print(inspect(console.scenario(file)));
      } catch (BadInputException e) {
        mistakes.addAll(e.lines());
      } catch (FormatException e) {
        mistakes.add(e.getMessage());
      }
    }
    if (!mistakes.isEmpty()) {
      throw new BadInputException(mistakes);
    }
    return ExitStatus.OK;
  }

  private String inspect(Path path) throws FormatException {
    byte[] bytes = InputFile.read(path);
    return switch (Inspection.kind(bytes)) {
      case DEVICE_TREE -> Inspection.deviceTree(path, bytes);
      case IMAGE -> Inspection.image(path, bytes);
      case RESULT -> Inspection.result(path, bytes, console.style(noColor));
      case SCENARIO ->
          new ScenarioView(
                  ScenarioPlan.load(path, console.models(), study.assignments(), study.variants()))
              .text();
    };
  }
}
