package io.pilsim.cli;

import io.pilsim.experiment.OutputFolder;
import io.pilsim.experiment.sweep.SweepResult;
import io.pilsim.report.SweepText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Says what a sweep found, in the form asked for. */
final class SweepOutput {
  private final Console console;
  private final OutputOptions output;

  SweepOutput(Console console, OutputOptions output) {
    this.console = console;
    this.output = output;
  }

  /** Gives the status to end with. */
  int print(SweepResult result, Path folder) throws IOException {
    if (!output.jsonFile().isEmpty()) {
      OutputFolder.write(Path.of(output.jsonFile()), result.json());
    }
    if (!output.quiet()) {
      SweepText text = new SweepText(result, console.style(output.noColor()));
      switch (output.format()) {
        case TABLE -> {
          console.out().print(text.text());
          console.out().println("results in " + Console.shown(folder) + "/");
        }
        case MD -> console.out().print(text.markdown());
        case CSV ->
            console
                .out()
                .print(Files.readString(folder.resolve("sweep.csv"), StandardCharsets.UTF_8));
        case JSON -> console.out().print(result.json());
      }
    }
    if (!result.faults().isEmpty()) {
      return new Faults(console, output.verbose())
          .fault(new IllegalStateException(result.faults().get(0)));
    }
    return result.outcome().failed() > 0 ? ExitStatus.EXPECTATION_FAILED : ExitStatus.OK;
  }
}
