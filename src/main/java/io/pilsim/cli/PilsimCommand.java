package io.pilsim.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The top of the command tree. */
@Command(
    name = "pilsim",
    versionProvider = Version.class,
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Simulates the bring-up of remote processors on Qualcomm SoCs.",
    footer = {
      "",
      "Exit status: 0 done and every expectation met; 1 an expectation or a gate failed;",
      "2 bad usage or input; 3 baseline missing or not comparable; 4 gate inconclusive;",
      "70 a fault of pilsim; 130 interrupted; 143 terminated."
    })
final class PilsimCommand {
  private PilsimCommand() {}

  private static Map<String, Supplier<Object>> commands(Console console) {
    Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
    commands.put("run", () -> new RunCommand(console));
    commands.put("compare", () -> new CompareCommand(console));
    commands.put("sweep", () -> new SweepCommand(console));
    commands.put("merge", () -> new MergeCommand(console));
    commands.put("replay", () -> new ReplayCommand(console));
    commands.put("calibrate", () -> new CalibrateCommand(console));
    commands.put("capacity", () -> new CapacityCommand(console));
    commands.put("sensitivity", () -> new SensitivityCommand(console));
    commands.put("advise", () -> new AdviseCommand(console));
    commands.put("report", () -> new ReportCommand(console));
    commands.put("gate", () -> new GateCommand(console));
    commands.put("inspect", () -> new InspectCommand(console));
    commands.put("explain", () -> new ExplainCommand(console));
    commands.put("model", () -> new ModelCommand(console));
    commands.put("validate", () -> new ValidateCommand(console));
    commands.put("schema", () -> new SchemaCommand(console));
    commands.put("new", () -> new NewCommand(console));
    commands.put("firmware", () -> new FirmwareCommand(console));
    commands.put("completion", () -> new CompletionCommand(console));
    return commands;
  }

  /** The one that is meant, when that is clear; taking all of them in would slow every start. */
  private static void addCommands(
      CommandLine line, Map<String, Supplier<Object>> commands, String meant) {
    if (commands.containsKey(meant)) {
      line.addSubcommand(commands.get(meant).get());
    } else {
      commands.values().forEach(command -> line.addSubcommand(command.get()));
      line.addSubcommand(new HelpCommand());
    }
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  /** The tree, with all commands or only the one that is meant. */
  static CommandLine tree(Console console, String meant) {
    CommandLine line = new CommandLine(new PilsimCommand());
    addCommands(line, commands(console), meant);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    return line;
  }

  static int execute(Console console, String... args) {
    CommandLine line = tree(console, args.length == 0 ? "" : args[0]);
    Faults faults = new Faults(console, Arrays.asList(args).contains("--verbose"));
    line.setOut(writer(console.out()));
    line.setErr(writer(console.err()));
    line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    line.setUsageHelpLongOptionsMaxWidth(28);
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
