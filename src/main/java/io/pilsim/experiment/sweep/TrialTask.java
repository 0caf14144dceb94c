package io.pilsim.experiment.sweep;

import io.pilsim.platform.scenario.PlannedVariant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A trial to carry out.
 *
 * @param key what it follows from
 * @param warmup per metric, how many samples the first replication deleted; empty for the first
 * @param expectedNs of the machine that runs it, for scheduling alone; {@link #UNKNOWN} where
 *     nothing like it has been run
 */
public record TrialTask(
    String key,
    PlannedVariant variant,
    long seed,
    int replication,
    SortedMap<String, Integer> warmup,
    long expectedNs) {
  public static final long UNKNOWN = Long.MAX_VALUE;

  public TrialTask {
    warmup = Collections.unmodifiableSortedMap(new TreeMap<>(warmup));
  }
}
