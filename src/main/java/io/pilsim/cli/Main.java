package io.pilsim.cli;

import io.pilsim.platform.SimulationRun;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The program's entry. */
public final class Main {
  private Main() {}

  /** The launcher says where the checkout is and which streams are terminals. */
  public static void main(String[] args) {
    String terminals = System.getProperty("pilsim.terminal", "");
    Console console =
        new Console(
            stream(FileDescriptor.out),
            stream(FileDescriptor.err),
            Path.of(System.getProperty("pilsim.home", "")),
            new SimulationRun(),
            terminals.contains("out"),
            terminals.contains("err"));
    int status = PilsimCommand.execute(console, args);
    if (console.out().checkError() && status == ExitStatus.OK) {
      console.err().println("pilsim: standard output could not be written");
      console.err().flush();
      status = ExitStatus.BAD_INPUT;
    }
    System.exit(status);
  }

  /** UTF-8 whatever the platform's own is: the same bytes everywhere. */
  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
  }
}
