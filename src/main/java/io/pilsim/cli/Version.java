package io.pilsim.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Of the program as the jar's manifest says, of its sources as the build saw them, of the JDK. */
final class Version implements IVersionProvider {
  private static final String UNRESOLVED = "$";

  @Override
  public String[] getVersion() {
    return new String[] {
      "pilsim " + number(),
      "commit " + commit(),
      "JDK    " + Runtime.version() + ", " + System.getProperty("java.vendor")
    };
  }

  static String number() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("(not from a jar)");
  }

  /** Built from something else than a checkout, there is none. */
  private static String commit() {
    try (InputStream in = Version.class.getResourceAsStream("/io/pilsim/commit.txt")) {
      String commit =
          in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
      return commit.isEmpty() || commit.startsWith(UNRESOLVED) ? "unknown" : commit;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
