package io.pilsim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.formats.FormatException;
import io.pilsim.formats.json.JsonArray;
import io.pilsim.formats.json.JsonNode;
import io.pilsim.formats.json.JsonNull;
import io.pilsim.formats.json.JsonObject;
import io.pilsim.formats.json.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Notebooks as they lie in git: nothing of a run in them. {@code notebooks.sh} executes them. */
final class NotebooksTest {
  private static final Path FOLDER = Path.of("notebooks");

  @TempDir private Path scratch;

  private static List<Path> notebooks() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".ipynb")).sorted().toList();
    }
  }

  private static JsonObject member(JsonObject object, String name) {
    return assertInstanceOf(JsonObject.class, object.get(name).orElseThrow(), name);
  }

  private static void checkStripped(String shown, byte[] bytes) throws FormatException {
    JsonObject notebook = assertInstanceOf(JsonObject.class, JsonNode.parse(shown, bytes));
    JsonObject kernel = member(member(notebook, "metadata"), "kernelspec");
    assertEquals("pilsim", ((JsonText) kernel.get("name").orElseThrow()).value(), shown);
    JsonArray cells = assertInstanceOf(JsonArray.class, notebook.get("cells").orElseThrow());
    for (JsonNode each : cells.items()) {
      JsonObject cell = assertInstanceOf(JsonObject.class, each);
      if (((JsonText) cell.get("cell_type").orElseThrow()).value().equals("code")) {
        String where = shown + ": " + ((JsonText) cell.get("id").orElseThrow()).value();
        JsonNode outputs = cell.get("outputs").orElseThrow();
        assertTrue(((JsonArray) outputs).items().isEmpty(), where + " has outputs");
        JsonNode count = cell.get("execution_count").orElseThrow();
        assertInstanceOf(JsonNull.class, count, where + " has been executed");
      }
    }
  }

  @Test
  void haveNoOutputsAndNoExecutionCounts() throws IOException, FormatException {
    assertEquals(3, notebooks().size());
    for (Path each : notebooks()) {
      checkStripped(each.toString(), Files.readAllBytes(each));
    }
  }

  @Test
  void anExecutedOneIsSeen() throws IOException {
    String clean = Files.readString(notebooks().get(0));
    for (String run :
        List.of(
            clean.replaceFirst("\"execution_count\": null", "\"execution_count\": 1"),
            clean.replaceFirst("\"outputs\": \\[\\]", "\"outputs\": [{\"name\": \"stdout\"}]"))) {
      assertThrows(
          AssertionError.class,
          () -> checkStripped("executed", run.getBytes(StandardCharsets.UTF_8)));
    }
  }

  @Test
  void everyOneIsInTheirReadme() throws IOException {
    String readme = Files.readString(FOLDER.resolve("README.md"));
    for (Path each : notebooks()) {
      assertTrue(readme.contains("(" + each.getFileName() + ")"), each.toString());
    }
  }

  @Test
  void aResultReadAgainIsTheResult() throws IOException {
    Result run = Study.load(Path.of("scenarios/boot-adsp.yaml")).with("run.replications", 2).run();
    Path file = scratch.resolve("result.json");
    Files.writeString(file, run.json());
    assertEquals(run, Result.read(file));
    Files.writeString(file, run.json().substring(0, run.json().length() / 2));
    String why = assertThrows(IllegalArgumentException.class, () -> Result.read(file)).getMessage();
    assertTrue(why.startsWith(file + ":"), why);
  }
}
