package io.pilsim.experiment.injection;

import io.pilsim.formats.FormatException;
import io.pilsim.formats.yaml.YamlEntry;
import io.pilsim.formats.yaml.YamlMapping;
import io.pilsim.formats.yaml.YamlNode;
import io.pilsim.formats.yaml.YamlScalar;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Steps that give something back, may fail, and have no remedy in the real code: each with the line
 * of the kernel that says so. The list is a file of its own, reviewed like code.
 */
public final class KnownUnrecoverable {
  /**
   * An entry.
   *
   * @param step its path, in which a step D stands for any remote processor; all below it is meant
   * @param kernel where the real code has no remedy
   */
  public record Entry(String step, String kernel) {
    private boolean covers(String path) {
      String[] wanted = step.split("\\.", -1);
      String[] given = path.split("\\.", -1);
      if (given.length < wanted.length) {
        return false;
      }
      for (int i = 0; i < wanted.length; i++) {
        if (!wanted[i].equals("D") && !wanted[i].equals(given[i])) {
          return false;
        }
      }
      return true;
    }
  }

  private static final String RESOURCE = "known-unrecoverable.yaml";

  private final List<Entry> entries;

  private KnownUnrecoverable(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /** The list that comes with the program. */
  public static KnownUnrecoverable load() {
    try (InputStream in = KnownUnrecoverable.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + RESOURCE);
      }
      YamlNode root = YamlNode.parse(RESOURCE, in.readAllBytes());
      List<Entry> entries = new ArrayList<>();
      for (YamlEntry entry : ((YamlMapping) root).entries()) {
        entries.add(new Entry(entry.key(), ((YamlScalar) entry.value()).text()));
      }
      return new KnownUnrecoverable(entries);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (FormatException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  public List<Entry> entries() {
    return entries;
  }

  /** The entry that a step is below, if there is one. */
  Optional<Entry> of(String path) {
    return entries.stream().filter(entry -> entry.covers(path)).findFirst();
  }
}
