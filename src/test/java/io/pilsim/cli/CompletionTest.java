package io.pilsim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a shell completes with the script that the program prints. */
final class CompletionTest {
  @TempDir private Path folder;

  private String completed(String... words) throws Exception {
    Path script = folder.resolve("completion");
    Files.writeString(script, new Session(folder).run("completion").out());
    String typed = String.join(" ", words);
    String asked =
        "source '%s'; COMP_WORDS=(%s); COMP_CWORD=%d; COMP_LINE='%s'; COMP_POINT=${#COMP_LINE};"
            + " _complete_pilsim; echo ${COMPREPLY[@]}";
    Process shell =
        new ProcessBuilder("bash", "-c", asked.formatted(script, typed, words.length - 1, typed))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, shell.waitFor(), said);
    return said.strip();
  }

  @Test
  void bashCompletesCommandsAndOptions() throws Exception {
    assumeTrue(Program.works("bash", "-c", "true"), "no bash here");
    assertEquals("sensitivity", completed("pilsim", "sen"));
    assertEquals("--timeline --timeline-window", completed("pilsim", "run", "--timel"));
  }
}
