package io.pilsim.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.report.schema.Schemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SchemasTest {
  @Test
  void theCommittedOnesAreThoseOfTheProgram() throws IOException {
    for (Map.Entry<String, String> schema : Schemas.all().entrySet()) {
      Path committed = Path.of("model/schema", Schemas.fileName(schema.getKey()));
      assertEquals(schema.getValue(), Files.readString(committed), "run: ./pilsim schema");
    }
  }

  @Test
  void everySampleScenarioNamesItsSchemaInTheFirstLine() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("scenarios"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
        assertTrue(
            Files.readString(file)
                .startsWith(
                    "# yaml-language-server: $schema=../model/schema/scenario.schema.json\n"),
            file.toString());
      }
    }
  }
}
