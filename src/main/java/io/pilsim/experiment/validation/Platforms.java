package io.pilsim.experiment.validation;

import io.pilsim.platform.model.Leaf;
import io.pilsim.platform.model.ModelFiles;
import io.pilsim.platform.model.ModelTree;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Platforms that measurements are run on, with a calibration laid over them. Thread-safe. */
final class Platforms {
  private final ModelFiles files;
  private final Map<String, ModelTree> loaded = new ConcurrentHashMap<>();

  Platforms(ModelFiles files) {
    this.files = files;
  }

  /**
   * A platform whose leaves are replaced by those below sections of a calibration, later sections
   * over earlier ones.
   */
  ModelTree with(String platform, ModelTree calibration, String... sections) {
    ModelTree tree = loaded.computeIfAbsent(platform, files::load);
    Map<String, Leaf> replaced = new TreeMap<>();
    for (String section : sections) {
      String prefix = calibration.platform() + "." + section + ".";
      for (Leaf leaf : calibration.leaves()) {
        if (leaf.path().startsWith(prefix)) {
          replaced.put(platform + "." + leaf.path().substring(prefix.length()), leaf);
        }
      }
    }
    for (Map.Entry<String, Leaf> each : replaced.entrySet()) {
      tree = tree.with(each.getKey(), each.getValue().values(), each.getValue().origin());
    }
    return tree;
  }
}
