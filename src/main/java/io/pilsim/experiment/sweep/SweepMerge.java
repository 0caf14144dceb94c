package io.pilsim.experiment.sweep;

import io.pilsim.formats.FormatException;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.model.InputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The shards of a sweep, put together. */
public final class SweepMerge {
  private final List<Path> folders = new ArrayList<>();
  private final List<SweepManifest> manifests = new ArrayList<>();

  /**
   * Reads what the shards consist of; throws with every mistake, such as a shard that is missing.
   */
  public SweepMerge(List<Path> shards) {
    List<String> mistakes = new ArrayList<>();
    for (Path shard : shards) {
      try {
        Path folder = folder(shard);
        Path file = folder.resolve(SweepFiles.MANIFEST);
        manifests.add(SweepManifest.read(InputFile.shown(file), InputFile.read(file)));
        folders.add(folder);
      } catch (FormatException e) {
        mistakes.add(e.getMessage());
      } catch (BadInputException e) {
        mistakes.addAll(e.lines());
      }
    }
    if (mistakes.isEmpty()) {
      check(mistakes);
    }
    if (!mistakes.isEmpty()) {
      throw new BadInputException(mistakes);
    }
  }

  /** The folder of the scenario, or the one that holds just that. */
  private static Path folder(Path shard) {
    if (Files.isRegularFile(shard.resolve(SweepFiles.MANIFEST))) {
      return shard;
    }
    try (Stream<Path> inside = Files.isDirectory(shard) ? Files.list(shard) : Stream.empty()) {
      List<Path> found =
          inside.filter(each -> Files.isRegularFile(each.resolve(SweepFiles.MANIFEST))).toList();
      if (found.size() == 1) {
        return found.get(0);
      }
    } catch (IOException e) {
      throw new BadInputException(InputFile.shown(shard) + ": cannot be listed");
    }
    throw new BadInputException(
        InputFile.shown(shard) + ": no sweep, expected a folder with " + SweepFiles.MANIFEST);
  }

  private void check(List<String> mistakes) {
    SweepManifest first = manifests.get(0);
    SortedSet<Integer> missing = new TreeSet<>();
    for (int i = 1; i <= first.shard().of(); i++) {
      missing.add(i);
    }
    for (int i = 0; i < manifests.size(); i++) {
      String name = InputFile.shown(folders.get(i));
      if (!manifests.get(i).isOfOneWith(first)) {
        mistakes.add(name + ": is no shard of the sweep of " + InputFile.shown(folders.get(0)));
      } else if (!missing.remove(manifests.get(i).shard().index())) {
        mistakes.add(name + ": shard " + manifests.get(i).shard() + " is given twice");
      }
    }
    for (int index : missing) {
      mistakes.add("shard " + index + "/" + first.shard().of() + " is missing");
    }
  }

  public String scenario() {
    return manifests.get(0).scenario();
  }

  /** Copies the trials into the journal; gives the whole. */
  public SweepManifest into(Journal journal) throws IOException {
    List<SweepRow> rows = new ArrayList<>();
    for (int i = 0; i < manifests.size(); i++) {
      try (Journal shard = Journal.open(folders.get(i).resolve(SweepFiles.JOURNAL))) {
        for (SweepRow row : manifests.get(i).rows()) {
          if (!shard.has(row.key(0))) {
            throw new BadInputException(
                InputFile.shown(folders.get(i))
                    + ": trials are missing, expected a shard that is done");
          }
          for (Trial trial : row.trials(shard)) {
            if (!journal.has(trial.key())) {
              journal.append(trial);
            }
          }
          rows.add(row);
        }
      }
    }
    rows.sort(Comparator.comparingInt(SweepRow::point).thenComparingInt(SweepRow::order));
    SweepManifest first = manifests.get(0);
    return new SweepManifest(
        first.scenario(),
        first.command(),
        first.metric(),
        first.paths(),
        first.points(),
        Shard.ALL,
        rows);
  }
}
