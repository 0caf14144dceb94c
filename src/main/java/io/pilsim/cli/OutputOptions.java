package io.pilsim.cli;

import io.pilsim.cli.FormatOption.Format;
import io.pilsim.experiment.OutputCheck;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that change how much is said, and how. */
final class OutputOptions {
  @Mixin private FormatOption format = new FormatOption();

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Writes the result as JSON to a file; - prints it, and nothing else.")
  private String json = "";

  @Option(names = "--quiet", description = "Prints no table and no progress.")
  private boolean quiet;

  @Option(names = "--verbose", description = "Prints more; a stack trace when pilsim fails.")
  private boolean verbose;

  @Option(names = "--no-color", description = "No colors; NO_COLOR does the same.")
  private boolean noColor;

  Format format() {
    return json.equals("-") ? Format.JSON : format.format();
  }

  /** Where to write JSON; empty for nowhere. */
  String jsonFile() {
    return json.equals("-") ? "" : json;
  }

  /** Throws where that cannot be written; to be asked before anything runs. */
  void check() throws IOException {
    if (!jsonFile().isEmpty()) {
      OutputCheck.file(Path.of(jsonFile()));
    }
  }

  boolean quiet() {
    return quiet;
  }

  boolean verbose() {
    return verbose;
  }

  boolean noColor() {
    return noColor;
  }
}
