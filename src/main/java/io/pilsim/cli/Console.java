package io.pilsim.cli;

import io.pilsim.platform.Runner;
import io.pilsim.platform.model.InputFile;
import io.pilsim.platform.model.ModelFiles;
import io.pilsim.report.Style;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a command prints, and where the checkout is.
 *
 * @param home the checkout, with model/ and scenarios/
 * @param outIsTerminal whether a person reads standard output
 * @param errIsTerminal whether a person watches standard error
 */
record Console(
    PrintStream out,
    PrintStream err,
    Path home,
    Runner runner,
    boolean outIsTerminal,
    boolean errIsTerminal) {

  ModelFiles models() {
    return new ModelFiles(modelDir());
  }

  Path modelDir() {
    return home.resolve("model");
  }

  /** A file as named, or else the one of that name in the checkout or among its scenarios. */
  Path scenario(String name) {
    Path named = Path.of(name);
    Path inCheckout = home.resolve(name);
    Path sample = home.resolve("scenarios").resolve(name + ".yaml");
    if (Files.exists(named)) {
      return named;
    }
    return Files.exists(inCheckout) ? inCheckout : Files.exists(sample) ? sample : named;
  }

  Path defaultOutput() {
    return home.resolve("target/pilsim");
  }

  static String shown(Path path) {
    return InputFile.shown(path);
  }

  Style style(boolean noColor) {
    boolean wanted = outIsTerminal && !noColor && System.getenv("NO_COLOR") == null;
    return wanted ? Style.COLOR : Style.PLAIN;
  }
}
