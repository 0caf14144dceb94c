package io.pilsim.cli;

import io.pilsim.experiment.OutputFolder;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.report.StarterScenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pilsim new}. */
@Command(
    name = "new",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Writes a commented scenario to start from: NAME.yaml.")
final class NewCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "Name of the scenario.")
  private String name = "";

  @Option(
      names = "-o",
      paramLabel = "DIR",
      description = "Where it goes (default: the working directory).")
  private Path folder = Path.of("");

  private final Console console;

  NewCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (!name.matches("[A-Za-z0-9_-]+")) {
      throw new BadInputException(
          "new: '" + name + "' is no name, expected letters, digits, '-' and '_'");
    }
    Path file = folder.resolve(name + ".yaml");
    if (Files.exists(file)) {
      throw new BadInputException(Console.shown(file) + ": is already there, and is left alone");
    }
    Path schema = console.home().resolve("model/schema/scenario.schema.json");
    OutputFolder.write(file, StarterScenario.text(name, file, schema));
    console
        .out()
        .println("wrote " + Console.shown(file) + "; next: pilsim run " + Console.shown(file));
    return ExitStatus.OK;
  }
}
