package io.pilsim.cli;

import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.model.Basis;
import io.pilsim.platform.model.Leaf;
import io.pilsim.report.ModelText;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
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

  @Option(names = "--format", paramLabel = "FORMAT", description = "table or json.")
  private String format = "table";

  private final Console console;

  ModelCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (!format.equals("table") && !format.equals("json")) {
      throw new BadInputException("--format: '" + format + "' is unknown, expected table or json");
    }
    if (platform.isEmpty()) {
      console.out().print(ModelText.platforms(console.models()));
      return ExitStatus.OK;
    }
    List<Leaf> leaves =
        console.models().load(platform).leaves().stream()
            .filter(leaf -> !assumed || leaf.basis() == Basis.ASSUMED)
            .toList();
    console.out().print(format.equals("json") ? ModelText.json(leaves) : ModelText.leaves(leaves));
    return ExitStatus.OK;
  }
}
