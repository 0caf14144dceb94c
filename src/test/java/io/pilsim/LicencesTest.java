package io.pilsim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pilsim.formats.json.JsonArray;
import io.pilsim.formats.json.JsonNode;
import io.pilsim.formats.json.JsonObject;
import io.pilsim.formats.json.JsonText;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** The licences that the jar carries are those of what it holds. */
final class LicencesTest {
  private static final Path LICENCES = Path.of("src/main/resources/META-INF/licenses");
  private static final Path BILL_OF_MATERIALS = Path.of("target/bom.json");

  private record ThirdParty(String group, String name, String version, List<String> texts) {
    String coordinates() {
      return group + ":" + name + ":" + version;
    }

    /** Where the tests' class path has it. */
    Optional<Path> jar() {
      String end = File.separator + name + "-" + version + ".jar";
      String path = System.getProperty("java.class.path");
      return Stream.of(path.split(File.pathSeparator, -1))
          .filter(each -> each.endsWith(end))
          .map(Path::of)
          .findFirst();
    }
  }

  private static List<ThirdParty> listed() throws IOException {
    List<ThirdParty> all = new ArrayList<>();
    for (String line : Files.readAllLines(LICENCES.resolve("THIRD-PARTY.txt"))) {
      if (!line.startsWith("#")) {
        String[] fields = line.split(" \\| ", -1);
        assertEquals(3, fields.length, line);
        String[] names = fields[0].split(":", -1);
        List<String> texts = List.of(fields[2].split(" ", -1));
        all.add(new ThirdParty(names[0], names[1], names[2], texts));
      }
    }
    return all;
  }

  /** Maven makes the bill when it may ask registries, so it is missing in a build without. */
  @Test
  void everythingThatIsShippedIsListed() throws Exception {
    assumeTrue(Files.exists(BILL_OF_MATERIALS), "no bill of materials was made in this build");
    byte[] bill = Files.readAllBytes(BILL_OF_MATERIALS);
    TreeSet<String> shipped = new TreeSet<>();
    JsonObject root = (JsonObject) JsonNode.parse("bom.json", bill);
    JsonArray components = (JsonArray) root.get("components").orElseThrow();
    components.items().forEach(each -> shipped.add(coordinates((JsonObject) each)));
    TreeSet<String> listed = new TreeSet<>();
    listed().forEach(each -> listed.add(each.coordinates()));
    assertEquals(shipped, listed);
  }

  private static String coordinates(JsonObject component) {
    return text(component, "group")
        + ":"
        + text(component, "name")
        + ":"
        + text(component, "version");
  }

  private static String text(JsonObject object, String name) {
    return ((JsonText) object.get(name).orElseThrow()).value();
  }

  @Test
  void theTextsAreThoseThatCameWithTheJars() throws IOException {
    for (ThirdParty each : listed()) {
      List<byte[]> stored = new ArrayList<>();
      for (String text : each.texts()) {
        stored.add(Files.readAllBytes(LICENCES.resolve(text)));
      }
      Path jar = each.jar().orElseThrow(() -> new AssertionError("not used: " + each));
      try (ZipFile zip = new ZipFile(jar.toFile())) {
        for (ZipEntry entry : Collections.list(zip.entries())) {
          if (entry.getName().matches("META-INF/[^/]*(LICEN[SC]E|NOTICE)[^/]*")) {
            byte[] bytes = zip.getInputStream(entry).readAllBytes();
            assertTrue(
                stored.stream().anyMatch(text -> Arrays.equals(text, bytes)),
                each.coordinates() + ": " + entry.getName() + " is another");
          }
        }
      }
    }
  }

  @Test
  void noTextIsLeftOver() throws IOException {
    TreeSet<String> used = new TreeSet<>(List.of("THIRD-PARTY.txt"));
    listed().forEach(each -> used.addAll(each.texts()));
    try (Stream<Path> files = Files.walk(LICENCES)) {
      TreeSet<String> stored = new TreeSet<>();
      files
          .filter(Files::isRegularFile)
          .forEach(file -> stored.add(LICENCES.relativize(file).toString()));
      assertEquals(used, stored);
    }
  }
}
