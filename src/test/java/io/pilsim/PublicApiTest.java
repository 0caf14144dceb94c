package io.pilsim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All that programs may call is documented. */
final class PublicApiTest {
  @TempDir private Path folder;

  @Test
  void javadocHasNothingToWarnOf() throws IOException {
    List<String> arguments = new ArrayList<>(List.of("-quiet", "-Xdoclint:all", "-Werror"));
    arguments.addAll(List.of("-d", folder.toString()));
    arguments.addAll(List.of("-cp", System.getProperty("java.class.path")));
    try (Stream<Path> files = Files.list(Path.of("src/main/java/io/pilsim"))) {
      files.filter(Files::isRegularFile).forEach(file -> arguments.add(file.toString()));
    }
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    int status =
        ToolProvider.getSystemDocumentationTool()
            .run(null, said, said, arguments.toArray(String[]::new));
    assertEquals("", said.toString(StandardCharsets.UTF_8));
    assertEquals(0, status);
  }
}
