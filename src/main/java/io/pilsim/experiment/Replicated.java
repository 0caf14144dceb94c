package io.pilsim.experiment;

import io.pilsim.platform.scenario.Expectation;
import java.util.Map;
import java.util.SortedSet;

/** A variant with its replications, figure by figure: as they come, or when all are done. */
public interface Replicated {
  String variant();

  int replications();

  /** Whether any random number was drawn: without, every replication is the same. */
  boolean usedChance();

  /** Whether the modelled flow went through in every replication. */
  boolean completed();

  /** Full paths of the model's leaves that were read. */
  SortedSet<String> leavesRead();

  /** The units of all metrics, by path. */
  Map<String, String> units();

  /** A figure of each replication on its own, in their order; fewer where some lack the metric. */
  double[] values(String metric, Expectation.Statistic statistic);
}
