package io.pilsim.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The program as a process of its own, as a shell starts it. */
final class Program {
  /** What it said and ended with. */
  record Ended(int status, String out, String err) {}

  private final Path folder;
  private final List<String> before = new ArrayList<>();
  private Path java = Path.of(System.getProperty("java.home"));
  private String classPath = System.getProperty("java.class.path");
  private final List<String> options = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1"));

  /**
   * @param folder where what it says goes: files {@code out} and {@code err}
   */
  Program(Path folder) {
    this.folder = folder;
  }

  /** A command that starts the rest of the line. */
  Program startedBy(String... words) {
    before.addAll(Arrays.asList(words));
    return this;
  }

  Program java(Path home) {
    java = home;
    return this;
  }

  Program classPath(String path) {
    classPath = path;
    return this;
  }

  Program options(String... more) {
    options.addAll(Arrays.asList(more));
    return this;
  }

  /** The whole line. */
  List<String> command(String... args) {
    List<String> command = new ArrayList<>(before);
    command.add(java.resolve("bin/java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, "io.pilsim.cli.Main"));
    command.addAll(Arrays.asList(args));
    return command;
  }

  ProcessBuilder builder(String... args) {
    return new ProcessBuilder(command(args))
        .redirectOutput(folder.resolve("out").toFile())
        .redirectError(folder.resolve("err").toFile());
  }

  Process start(String... args) throws IOException {
    return builder(args).start();
  }

  Ended run(String... args) throws IOException, InterruptedException {
    return ended(start(args));
  }

  Ended ended(Process process) throws IOException, InterruptedException {
    int status = process.waitFor();
    return new Ended(status, said("out"), said("err"));
  }

  private String said(String stream) throws IOException {
    Path file = folder.resolve(stream);
    return Files.exists(file) ? Files.readString(file) : "";
  }

  /** Whether the system lets us start something that way. */
  static boolean works(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false; // there is no such program
    }
  }

  static void signal(Process process, String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }
}
