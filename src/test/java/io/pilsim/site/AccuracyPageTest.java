package io.pilsim.site;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pilsim.experiment.validation.TableValidation;
import io.pilsim.experiment.validation.ValidationCell;
import io.pilsim.formats.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the accuracy page says of each table is what comes out now. With {@code
 * -Dreadme.update=true} its row is rewritten instead; {@code -Dpilsim.slow=true} takes the slow one
 * as well.
 */
final class AccuracyPageTest {
  private static final Path PAGE = Path.of("src/site/markdown/accuracy.md");
  private static final String SLOW = "vt4_fs";

  static List<String> tables() {
    List<String> tables = new ArrayList<>(TableValidation.names());
    if (!Boolean.getBoolean("pilsim.slow")) {
      tables.remove(SLOW);
    }
    return tables;
  }

  @ParameterizedTest
  @MethodSource("tables")
  void rowsAreWhatComesOut(String table) throws IOException, FormatException {
    String start = "| `" + table + "` |";
    List<String> lines = new ArrayList<>(Files.readAllLines(PAGE));
    int at = 0;
    while (!lines.get(at).startsWith(start)) {
      at++;
    }
    String about = lines.get(at).split("\\|", -1)[2].strip();
    String row =
        start + " " + about + " | " + figures(new TableValidation(Path.of("model")).run(table));
    if (Boolean.getBoolean("readme.update")) {
      lines.set(at, row);
      Files.writeString(PAGE, String.join("\n", lines) + "\n");
    } else {
      assertEquals(row, lines.get(at), "run it with -Dreadme.update=true -Dpilsim.slow=true");
    }
  }

  /** Fitted cells; predicted cells; those within tolerance; their median and largest error. */
  private static String figures(List<ValidationCell> cells) {
    List<ValidationCell> predicted =
        cells.stream().filter(cell -> cell.role().equals("p")).toList();
    long fitted = cells.stream().filter(cell -> cell.role().equals("c")).count();
    if (predicted.isEmpty()) {
      return fitted + " | none | | | |";
    }
    List<Double> errors = predicted.stream().map(cell -> Math.abs(cell.error())).sorted().toList();
    return String.format(
        Locale.ROOT,
        "%d | %d | %d | %.1f %% | %.1f %% |",
        fitted,
        predicted.size(),
        predicted.stream().filter(ValidationCell::ok).count(),
        100 * errors.get((errors.size() - 1) / 2),
        100 * errors.get(errors.size() - 1));
  }
}
