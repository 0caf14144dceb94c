package io.pilsim.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The same algorithms in C++, where there is a compiler: the limit. */
final class CppPeers {
  static final List<String> KINDS = List.of("heap", "wheel", "priority_queue");

  private CppPeers() {}

  /** The program, or null without a compiler. */
  static Path build(Path folder) throws InterruptedException {
    Path program = folder.resolve("peers");
    try {
      Process compiler =
          new ProcessBuilder(
                  "g++",
                  "-O3",
                  "-march=native",
                  "-std=c++17",
                  "-o",
                  program.toString(),
                  "benchmarks/cpp/peers.cpp")
              .inheritIO()
              .start();
      return compiler.waitFor() == 0 ? program : null;
    } catch (IOException e) {
      System.err.println("no g++: C++ is not measured");
      return null;
    }
  }
}
