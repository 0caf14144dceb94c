package io.pilsim.platform.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pilsim.engine.EngineKind;
import io.pilsim.engine.LookAhead;
import io.pilsim.formats.FormatException;
import io.pilsim.formats.cases.CsvRow;
import io.pilsim.formats.cases.CsvTable;
import io.pilsim.formats.cases.RequestResults;
import io.pilsim.formats.requests.RequestList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Request lists of validation, with steps that go through the calendar or do not. */
final class CasesLookAheadTest {
  private static final Path CASES = Path.of("src/test/resources/validation/gem5");

  @Test
  void lookingAheadChangesNoTimeOfAnyRequest() throws IOException, FormatException {
    byte[] cases = Files.readAllBytes(CASES.resolve("cases.csv"));
    for (CsvRow row : CsvTable.parse("cases.csv", cases).rows()) {
      String name = row.text("requests_file") + ".csv.gz";
      byte[] packed = Files.readAllBytes(CASES.resolve("requests").resolve(name));
      RequestList list = RequestList.parse(name, packed);
      CaseRun.Outcome ahead = run(row, list, LookAhead.ON);
      CaseRun.Outcome stepwise = run(row, list, LookAhead.OFF);
      assertEquals(ahead.metrics(), stepwise.metrics());
      for (int i = 0; i < list.size(); i++) {
        for (RequestResults.Column column : RequestResults.Column.values()) {
          assertEquals(ahead.requests().get(i, column), stepwise.requests().get(i, column));
        }
      }
    }
  }

  private static CaseRun.Outcome run(CsvRow row, RequestList list, LookAhead lookAhead)
      throws FormatException {
    return CaseRun.run(row, list, false, EngineKind.DEFAULT.create(lookAhead));
  }
}
