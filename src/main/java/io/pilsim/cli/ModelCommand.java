package io.pilsim.cli;

import io.pilsim.platform.model.Basis;
import io.pilsim.platform.model.Leaf;
import io.pilsim.report.ModelText;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pilsim model}. */
@Command(
    name = "model",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Lists the platforms, or one platform's numbers with basis and source.")
final class ModelCommand implements Callable<Integer> {
  @Parameters(paramLabel = "PLATFORM", arity = "0..1", description = "A folder of model/.")
  private String platform = "";

  @Option(names = "--assumed", description = "Only what no source gives, with its range.")
  private boolean assumed;

  @Mixin private FormatOption format = new FormatOption();

  private final Console console;

  ModelCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (platform.isEmpty()) {
      console.out().print(ModelText.platforms(console.models()));
      return ExitStatus.OK;
    }
    List<Leaf> leaves =
        console.models().load(platform).leaves().stream()
            .filter(leaf -> !assumed || leaf.basis() == Basis.ASSUMED)
            .toList();
    console.out().print(text(leaves));
    return ExitStatus.OK;
  }

  private String text(List<Leaf> leaves) {
    return switch (format.format()) {
      case TABLE -> ModelText.leaves(leaves);
      case JSON -> ModelText.json(leaves);
      case CSV -> ModelText.csv(leaves);
      case MD -> ModelText.markdown(leaves);
    };
  }
}
