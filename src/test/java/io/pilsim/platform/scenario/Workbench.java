package io.pilsim.platform.scenario;

import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.model.ModelFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;

/** A folder with a small platform, in which a test writes scenarios and loads them. */
public final class Workbench {
  private static final String PLATFORM =
      """
      remoteprocs:
        adsp: {pas_id: {value: 1, basis: specified, source: "header"}}
        cdsp0: {pas_id: {value: 18, basis: specified, source: "header"}}
      tz:
        entry: {value: 2 us, basis: assumed, source: "no figure", range: [1 us, 5 us]}
        hash: {value: 1 GB/s, basis: assumed, source: "no figure", range: [500 MB/s, 2 GB/s]}
        page: {value: 4 KiB, basis: specified, source: "manual"}
      """;

  private final Path folder;

  public Workbench(Path folder) {
    this.folder = folder;
    write("model/soc/soc.yaml", PLATFORM);
  }

  public Path write(String name, String text) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path folder() {
    return folder;
  }

  public ModelFiles models() {
    return new ModelFiles(folder.resolve("model"));
  }

  public ScenarioPlan load(String text, String... sets) {
    return loadOnly(text, List.of(), sets);
  }

  public ScenarioPlan loadOnly(String text, List<String> only, String... sets) {
    Path file = write("scenario.yaml", text);
    List<Assignment> assignments = Stream.of(sets).map(Assignment::parse).toList();
    return ScenarioPlan.load(file, models(), assignments, only);
  }

  /** Without the folder's name. */
  public List<String> mistakes(String text, String... sets) {
    BadInputException bad =
        Assertions.assertThrows(BadInputException.class, () -> load(text, sets));
    return bad.lines().stream().map(line -> line.replace(folder + "/", "")).toList();
  }
}
