package io.pilsim.experiment.validation;

import io.pilsim.formats.FormatException;
import io.pilsim.formats.cases.CsvRow;
import io.pilsim.formats.cases.CsvTable;
import io.pilsim.formats.cases.RequestResults;
import io.pilsim.formats.requests.RequestList;
import io.pilsim.fuzz.FuzzTarget;
import io.pilsim.platform.validation.CaseRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Cases of requests with their parameters, what became of requests, and published tables. */
public final class CaseTargets {
  private static final Path CASES = Path.of("src/test/resources/validation/by-hand");
  private static final List<String> WORDS =
      List.of(",", "\"", "#", "NaN", "True", "False", "-1", "0x", "lru", "rr", "\n", "64K");

  private CaseTargets() {}

  public static List<FuzzTarget> all() throws IOException, FormatException {
    return List.of(cases(), results(), tables());
  }

  private static FuzzTarget table(String name, List<byte[]> seeds, FuzzTarget.Reading reading) {
    return FuzzTarget.of(name, FuzzTarget.Kind.TEXT, seeds, WORDS, FormatException.class, reading);
  }

  /** The first case also runs: its parameters are looked at when the machine is made. */
  private static FuzzTarget cases() throws IOException, FormatException {
    Path list = CASES.resolve("requests/two-pages.csv");
    RequestList requests = RequestList.parse("two-pages.csv", Files.readAllBytes(list));
    return table(
        "cases",
        List.of(Files.readAllBytes(CASES.resolve("cases.csv"))),
        input -> {
          List<CsvRow> rows = CsvTable.parse("cases.csv", input).rows();
          if (!rows.isEmpty()) {
            CaseRun.run(rows.get(0), requests, input.length % 2 == 0);
          }
        });
  }

  private static FuzzTarget results() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    try (var files = Files.list(CASES.resolve("results"))) {
      for (Path file : files.sorted().toList()) {
        seeds.add(Files.readAllBytes(file));
      }
    }
    return table("case-results", seeds, input -> RequestResults.parse("r.csv", input));
  }

  private static FuzzTarget tables() {
    String text = "page,lat,bw,role\n4K,100.5,,all=c\n64K,,7,lat=info;bw=p\n";
    return table(
        "published",
        List.of(FuzzTarget.bytes(text)),
        input -> {
          PublishedTable table =
              PublishedTable.parse("vt0", List.of("lat", "bw"), "vt0.csv", input);
          table.cells("c", "p").forEach(PublishedTable.Cell::expected);
        });
  }
}
