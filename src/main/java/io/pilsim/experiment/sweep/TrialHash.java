package io.pilsim.experiment.sweep;

import io.pilsim.experiment.ContentHash;
import io.pilsim.platform.model.InputFile;
import io.pilsim.platform.scenario.PlannedVariant;
import io.pilsim.platform.scenario.Setting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a trial follows from, as one name: workload, platform, input files and program. Neither the
 * variant's name nor how often it is to run is part of it.
 */
final class TrialHash {
  /** Leaves that change no run. */
  static final Set<String> NO_PART =
      Set.of("scenario", "run.seed", "run.replications", "run.until", "run.max_replications");

  private static final int DIGITS = 32;

  private final Map<Path, String> files = new HashMap<>();
  private final String program = ContentHash.program();

  String of(PlannedVariant variant) {
    List<String> lines = new ArrayList<>();
    lines.add(program);
    String platform = variant.model().platform() + ".";
    for (Setting setting : variant.settings()) {
      if (setting.isFile()) {
        setting.files().forEach(file -> lines.add(setting.path() + " " + hash(file)));
      } else if (!NO_PART.contains(setting.path()) && !setting.path().startsWith(platform)) {
        lines.add(setting.path() + " " + setting.values());
      }
    }
    lines.addAll(variant.model().canonical());
    return ContentHash.sha256(lines).substring(0, DIGITS);
  }

  private synchronized String hash(Path file) {
    return files.computeIfAbsent(file, path -> ContentHash.sha256(InputFile.read(path)));
  }
}
