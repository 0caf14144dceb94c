package io.pilsim.experiment;

import io.pilsim.platform.model.Leaf;
import io.pilsim.platform.model.ModelTree;
import io.pilsim.platform.model.Origin;
import java.util.List;

/** The two extreme platforms that the ranges of assumed values allow. */
enum Ends {
  FASTEST,
  SLOWEST;

  /** With every one of the leaves that has an interval at its end. */
  ModelTree of(ModelTree model, List<Leaf> guesses) {
    ModelTree extreme = model;
    for (Leaf leaf : guesses) {
      if (leaf.hasInterval()) {
        Origin origin = Origin.of("range of " + leaf.path());
        extreme =
            extreme.with(leaf.path(), this == SLOWEST ? leaf.slowEnd() : leaf.fastEnd(), origin);
      }
    }
    return extreme;
  }
}
