package io.pilsim.experiment.calibrate;

import io.pilsim.platform.model.ModelTree;
import java.util.SortedMap;
import java.util.SortedSet;

/** Something that was done on the board, and that the model does too. */
interface MeasuredStory {
  /** The platform that it begins with. */
  ModelTree model();

  /** Leaves that the runs have read. */
  SortedSet<String> leavesRead();

  /** How long what it shows takes on that platform, in nanoseconds, by name. */
  SortedMap<String, Double> times(ModelTree model);
}
