package io.pilsim.cli;

import io.pilsim.experiment.OutputFolder;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.model.Suggestion;
import io.pilsim.report.schema.Schemas;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pilsim schema}. */
@Command(
    name = "schema",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Writes the JSON Schemas of scenario, platform and result files, or prints one.")
final class SchemaCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "KIND",
      arity = "0..1",
      description = "scenario, platform or result: prints that one.")
  private String kind = "";

  @Option(
      names = "-o",
      paramLabel = "DIR",
      description = "Where all of them go (default: model/schema).")
  private Path folder;

  private final Console console;

  SchemaCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Map<String, String> schemas = Schemas.all();
    if (!kind.isEmpty()) {
      if (!schemas.containsKey(kind)) {
        String hint = Suggestion.of(kind, schemas.keySet()).orAll(schemas.keySet());
        throw new BadInputException("schema: '" + kind + "' is unknown" + hint);
      }
      console.out().print(schemas.get(kind));
      return ExitStatus.OK;
    }
    Path into = folder == null ? console.home().resolve("model/schema") : folder;
    OutputFolder output = new OutputFolder(into);
    schemas.forEach((name, text) -> output.add(Schemas.fileName(name), text));
    output.write();
    console.out().println("schemas in " + Console.shown(into) + "/");
    return ExitStatus.OK;
  }
}
