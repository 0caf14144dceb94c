package io.pilsim.experiment;

import io.pilsim.platform.model.Leaf;
import io.pilsim.platform.model.ModelTree;
import io.pilsim.platform.model.Origin;
import io.pilsim.platform.model.Quantity;
import java.util.LinkedHashMap;
import java.util.Map;

/** The two extreme platforms that the ranges of assumed values allow. */
enum Ends {
  FASTEST,
  SLOWEST;

  /** With every assumed value that has an interval at its end. */
  ModelTree of(ModelTree model) {
    Map<String, Quantity> ends = new LinkedHashMap<>();
    for (Leaf leaf : model.leaves()) {
      if (leaf.isGuess() && leaf.hasInterval()) {
        ends.put(leaf.path(), this == SLOWEST ? leaf.slowEnd() : leaf.fastEnd());
      }
    }
    return model.with(ends, Origin.of("range"));
  }

  /** Whether there is anything to be uncertain about. */
  static boolean differ(ModelTree model) {
    return model.leaves().stream().anyMatch(leaf -> leaf.isGuess() && leaf.hasInterval());
  }
}
