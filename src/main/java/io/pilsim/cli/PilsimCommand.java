package io.pilsim.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The top of the command tree. */
@Command(
    name = "pilsim",
    versionProvider = Version.class,
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Simulates the bring-up of remote processors on Qualcomm SoCs.",
    footer = {
      "",
      "Exit status: 0 done and every expectation met; 1 an expectation failed; 2 bad usage or",
      "input; 70 a fault of pilsim; 130 interrupted."
    })
final class PilsimCommand {
  private PilsimCommand() {}

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  static int execute(Console console, String... args) {
    CommandLine line = new CommandLine(new PilsimCommand());
    line.addSubcommand(new RunCommand(console));
    line.addSubcommand(new InspectCommand(console));
    line.addSubcommand(new ModelCommand(console));
    line.addSubcommand(new SchemaCommand(console));
    line.addSubcommand(new ValidateCommand(console));
    line.addSubcommand(new NewCommand(console));
    line.addSubcommand(new GenerateCompletion());
    Faults faults = new Faults(console, Arrays.asList(args).contains("--verbose"));
    line.setOut(writer(console.out()));
    line.setErr(writer(console.err()));
    line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    line.setUsageHelpLongOptionsMaxWidth(28);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler(faults::badUsage);
    line.setExecutionExceptionHandler(faults::failed);
    if (args.length == 0) {
      line.usage(console.out());
      return ExitStatus.BAD_INPUT;
    }
    try {
      return line.execute(args);
    } catch (Error e) { // out of memory, a stack too deep: still one line
      return faults.fault(e);
    } finally {
      console.out().flush();
      console.err().flush();
    }
  }
}
