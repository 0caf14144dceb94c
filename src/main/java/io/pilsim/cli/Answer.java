package io.pilsim.cli;

import io.pilsim.cli.FormatOption.Format;
import io.pilsim.experiment.OutputFolder;
import io.pilsim.platform.model.BadInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** How the answer of a study is told: as a table, and in further forms where it has any. */
final class Answer {
  private final String scenario;
  private final Map<Format, Supplier<String>> forms = new EnumMap<>(Format.class);

  /**
   * @param json also written to {@code study.json} in the scenario's folder
   */
  Answer(String scenario, Supplier<String> table, String json) {
    this.scenario = scenario;
    forms.put(Format.TABLE, table);
    forms.put(Format.JSON, () -> json);
  }

  Answer markdown(Supplier<String> text) {
    forms.put(Format.MD, text);
    return this;
  }

  /** To be asked before anything runs. */
  static void require(OutputOptions output, String study, List<Format> known) {
    if (!known.contains(output.format())) {
      List<String> words =
          known.stream().map(format -> format.name().toLowerCase(Locale.ROOT)).toList();
      throw new BadInputException(
          "--format: "
              + study
              + " has no "
              + output.format().name().toLowerCase(Locale.ROOT)
              + ", expected one of "
              + String.join(", ", words));
    }
  }

  /**
   * Writes and prints it.
   *
   * @param study the file's name
   */
  void tell(Console console, RunOptions running, OutputOptions output, String study)
      throws IOException {
    Path folder = running.folder(console).resolve(scenario);
    String json = forms.get(Format.JSON).get();
    OutputFolder.write(folder.resolve(study + ".json"), json);
    if (!output.jsonFile().isEmpty()) {
      OutputFolder.write(Path.of(output.jsonFile()), json);
    }
    if (!output.quiet()) {
      console.out().print(forms.get(output.format()).get());
      if (output.format() == Format.TABLE) {
        console.out().println("results in " + Console.shown(folder) + "/");
      }
    }
  }
}
