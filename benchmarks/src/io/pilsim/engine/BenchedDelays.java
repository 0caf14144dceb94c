package io.pilsim.engine;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The drawn delays of {@link Delays} as a file, a number a line, for programs elsewhere. */
public final class BenchedDelays {
  private BenchedDelays() {}

  public static void write(String name, Path file) throws IOException {
    Delays delays = Delays.of(name);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (int i = 0; i < delays.count(); i++) {
        out.write(Long.toString(delays.get(i)));
        out.newLine();
      }
    }
  }
}
