package io.pilsim.cli;

import io.pilsim.engine.EngineKind;
import io.pilsim.experiment.OutputFolder;
import io.pilsim.experiment.Progress;
import io.pilsim.experiment.injection.InjectedStep;
import io.pilsim.experiment.injection.InjectionJson;
import io.pilsim.experiment.injection.InjectionStudy;
import io.pilsim.platform.InjectionBench;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.scenario.ScenarioPlan;
import io.pilsim.report.InjectionText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code pilsim run --inject-all}: every step of a flow fails once. */
final class InjectAll {
  private static final String FILE = "injection.json";

  private final Console console;
  private final OutputOptions output;
  private final EngineKind engine;
  private final int threads;

  InjectAll(Console console, OutputOptions output, EngineKind engine, int threads) {
    this.console = console;
    this.output = output;
    this.engine = engine;
    this.threads = threads;
  }

  void run(List<ScenarioPlan> plans, Path folder) throws IOException {
    for (ScenarioPlan plan : plans) {
      if (!plan.flow().isAboutProcessors()) {
        throw new BadInputException(
            "--inject-all: flow " + plan.flow().word() + " has no steps that could fail");
      }
    }
    List<InjectedStep> all = new ArrayList<>();
    for (ScenarioPlan plan : plans) {
      List<InjectedStep> steps = study(plan);
      Path written = folder.resolve(plan.name()).resolve(FILE);
      OutputFolder.write(written, InjectionJson.write(steps));
      print(plan, steps, written);
      all.addAll(steps);
    }
    if (output.format() == FormatOption.Format.JSON) {
      console.out().print(InjectionJson.write(all));
    }
    if (!output.jsonFile().isEmpty()) {
      OutputFolder.write(Path.of(output.jsonFile()), InjectionJson.write(all));
    }
  }

  private List<InjectedStep> study(ScenarioPlan plan) {
    if (!console.errIsTerminal() || output.quiet()) {
      return new InjectionStudy(plan, new InjectionBench(), engine, Progress.NONE).run(threads);
    }
    ProgressLine progress = new ProgressLine(console.err(), plan.name());
    try {
      return new InjectionStudy(plan, new InjectionBench(), engine, progress).run(threads);
    } finally {
      progress.erase();
    }
  }

  private void print(ScenarioPlan plan, List<InjectedStep> steps, Path written) {
    if (output.quiet()) {
      return;
    }
    switch (output.format()) {
      case TABLE, MD -> {
        console.out().println(plan.name() + " on " + plan.platform() + ", each step failing once");
        console.out().print(InjectionText.text(steps));
        console.out().println("every fault in " + Console.shown(written));
      }
      case CSV -> console.out().print(InjectionText.csv(steps));
      case JSON -> {} // when all are done: one document
    }
  }
}
