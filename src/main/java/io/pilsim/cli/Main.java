package io.pilsim.cli;

import io.pilsim.platform.SimulationRun;
import java.io.FileDescriptor;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** The program's entry. */
public final class Main {
  private final StandardStream out = new StandardStream(FileDescriptor.out);
  private final StandardStream err = new StandardStream(FileDescriptor.err);
  private final AtomicBoolean ended = new AtomicBoolean();

  private Main() {}

  public static void main(String[] args) {
    System.exit(new Main().run(args));
  }

  /** The launcher says where the checkout is and which streams are terminals. */
  private int run(String[] args) {
    Runtime.getRuntime().addShutdownHook(new Thread(this::sayInterrupted, "pilsim-interrupted"));
    String terminals = System.getProperty("pilsim.terminal", "");
    Console console =
        new Console(
            out.printing(),
            err.printing(),
            Path.of(System.getProperty("pilsim.home", "")),
            new SimulationRun(),
            terminals.contains("out"),
            terminals.contains("err"));
    int status = PilsimCommand.execute(console, args);
    Optional<String> unwritten = out.failure();
    if (unwritten.isPresent()) {
      console
          .err()
          .println("pilsim: standard output could not be written: " + unwritten.orElseThrow());
      console.err().flush();
    }
    ended.set(true);
    return unwritten.isPresent() && status == ExitStatus.OK ? ExitStatus.BAD_INPUT : status;
  }

  /** The one line of a run that a signal ended; what its threads say after it is not of use. */
  private void sayInterrupted() {
    if (!ended.get()) {
      out.silence();
      err.printing().append("pilsim: interrupted; what was finished is kept\n").flush();
      err.silence();
    }
  }
}
