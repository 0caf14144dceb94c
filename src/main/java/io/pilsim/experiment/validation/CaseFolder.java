package io.pilsim.experiment.validation;

import io.pilsim.formats.FormatException;
import io.pilsim.formats.cases.CsvRow;
import io.pilsim.formats.cases.CsvTable;
import io.pilsim.formats.cases.RequestResults;
import io.pilsim.formats.requests.RequestList;
import io.pilsim.platform.model.InputFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A folder of request-list cases: {@code cases.csv}, the lists and the results that belong to it,
 * and {@code tolerance.csv}, where one says how near to come.
 */
public final class CaseFolder {
  private final Path folder;
  private final List<CsvRow> cases;
  private final Map<String, CsvRow> tolerances = new TreeMap<>();

  private CaseFolder(Path folder, List<CsvRow> cases) {
    this.folder = folder;
    this.cases = cases;
  }

  /** Whether a folder looks like one. */
  public static boolean isOne(Path folder) {
    return Files.isRegularFile(folder.resolve("cases.csv"));
  }

  public static CaseFolder open(Path folder) throws FormatException {
    CaseFolder opened = new CaseFolder(folder, table(folder.resolve("cases.csv")).rows());
    Set<String> names = new HashSet<>();
    for (CsvRow row : opened.cases) {
      if (!names.add(row.text("name"))) {
        throw row.wrong("name", "the case " + row.text("name") + " is there twice, expected once");
      }
    }
    Path tolerance = folder.resolve("tolerance.csv");
    if (Files.exists(tolerance)) {
      for (CsvRow row : table(tolerance).rows()) {
        opened.tolerances.put(row.text("name"), row);
      }
    }
    return opened;
  }

  /** The cases in their order, each with its parameters and what was published of it. */
  public List<CsvRow> cases() {
    return cases;
  }

  RequestList requests(CsvRow row) throws FormatException {
    Path file = packed("requests", row.text("requests_file"));
    return RequestList.parse(InputFile.shown(file), InputFile.read(file));
  }

  RequestResults results(CsvRow row) throws FormatException {
    Path file = packed("results", row.text("name"));
    return RequestResults.parse(InputFile.shown(file), InputFile.read(file));
  }

  Optional<Tolerance> tolerance(CsvRow row) throws FormatException {
    CsvRow found = tolerances.get(row.text("name"));
    return found == null ? Optional.empty() : Optional.of(Tolerance.of(found));
  }

  private Path packed(String kind, String name) throws FormatException {
    if (!name.matches("[A-Za-z0-9._-]+")) {
      throw FormatException.ofFile(
          InputFile.shown(folder.resolve("cases.csv")), "not a file name: " + name);
    }
    Path plain = folder.resolve(kind).resolve(name + ".csv");
    return Files.isRegularFile(plain) ? plain : folder.resolve(kind).resolve(name + ".csv.gz");
  }

  private static CsvTable table(Path file) throws FormatException {
    return CsvTable.parse(InputFile.shown(file), InputFile.read(file));
  }

  /**
   * How near to come: relative errors.
   *
   * @param exact every number of every request must be equal
   */
  record Tolerance(boolean exact, double meanTranslation, double totalTime, double counts) {
    private static final double PER_CENT = 100;

    static Tolerance of(CsvRow row) throws FormatException {
      return new Tolerance(
          row.number("exact", 0, 1) == 1,
          row.real("xlat_mean_pct") / PER_CENT,
          row.real("sim_time_pct") / PER_CENT,
          row.real("counts_pct") / PER_CENT);
    }

    double of(String column) {
      return switch (column) {
        case "xlat_mean_ps" -> meanTranslation;
        case "sim_ps" -> totalTime;
        default -> counts;
      };
    }
  }
}
