package io.pilsim.cli;

import io.pilsim.formats.FormatException;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.model.Suggestion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is printed, and which status ends the program, when a command cannot do its work. */
final class Faults {
  private final Console console;
  private final boolean verbose;

  Faults(Console console, boolean verbose) {
    this.console = console;
    this.verbose = verbose;
  }

  /** One line, with the nearest option or command when something is mistyped. */
  int badUsage(ParameterException e, String[] args) {
    Optional<String> command = mistypedCommand(e, args);
    StringBuilder line = new StringBuilder("pilsim: " + command.orElse(firstLine(e.getMessage())));
    if (command.isEmpty() && e instanceof UnmatchedArgumentException unmatched) {
      List<String> near = unmatched.getSuggestions();
      if (!near.isEmpty()) {
        line.append(" (did you mean ").append(near.get(0)).append("?)");
      }
    }
    String where = e.getCommandLine().getCommandSpec().qualifiedName();
    console.err().println(line + "; " + where + " --help says more");
    console.err().flush();
    return ExitStatus.BAD_INPUT;
  }

  /** What is said of a first word, or one behind {@code help}, that names no command. */
  private static Optional<String> mistypedCommand(ParameterException e, String[] args) {
    CommandLine line = e.getCommandLine();
    CommandLine top = line.getParent() == null ? line : line.getParent();
    int at = args.length > 1 && args[0].equals("help") ? 1 : 0;
    boolean word = args.length > at && !args[at].startsWith("-");
    if (!word || top.getParent() != null || top.getSubcommands().containsKey(args[at])) {
      return Optional.empty();
    }
    String near = Suggestion.of(args[at], top.getSubcommands().keySet()).question();
    return Optional.of("no command '" + args[at] + "'" + near);
  }

  int failed(Exception e, CommandLine line, ParseResult parsed) {
    console.out().flush();
    int status = report(e);
    console.err().flush();
    return status;
  }

  private int report(Exception e) {
    if (e instanceof BadInputException bad) {
      bad.lines().forEach(console.err()::println);
      return ExitStatus.BAD_INPUT;
    }
    if (e instanceof FormatException format) {
      console.err().println(format.getMessage());
      return ExitStatus.BAD_INPUT;
    }
    if (e instanceof IOException io) {
      console.err().println("pilsim: cannot write " + reason(io));
      return ExitStatus.BAD_INPUT;
    }
    if (e instanceof UncheckedIOException io) {
      return report(io.getCause());
    }
    return fault(e);
  }

  private static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return firstLine(e.getMessage()) + ": no such folder";
    }
    if (e instanceof AccessDeniedException) {
      return firstLine(e.getMessage()) + ": not allowed";
    }
    if (e instanceof FileAlreadyExistsException) {
      return firstLine(e.getMessage()) + ": a file is in the way";
    }
    return firstLine(e.getMessage());
  }

  int fault(Throwable e) {
    console
        .err()
        .println(
            "pilsim: a fault of pilsim itself: "
                + firstLine(e.toString())
                + "; please report this line and the command (CONTRIBUTING.md says where)");
    if (verbose) {
      e.printStackTrace(console.err());
    }
    return ExitStatus.FAULT;
  }

  private static String firstLine(String message) {
    return Optional.ofNullable(message).orElse("").lines().findFirst().orElse("");
  }
}
