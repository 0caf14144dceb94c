package io.pilsim.experiment.sweep;

import java.util.ArrayList;
import java.util.List;

/**
 * A variant at a point of a sweep.
 *
 * @param over its value per axis
 * @param order of the variant among those of the point
 * @param hash what its trials follow from, but for seed and replication
 */
public record SweepRow(
    int point,
    List<String> over,
    int order,
    String variant,
    String hash,
    long seed,
    int replications) {
  public SweepRow {
    over = List.copyOf(over);
  }

  String key(int replication) {
    return hash + "-" + seed + "-" + replication;
  }

  /** Of its trials, all of which the journal has: one alone where chance plays no part. */
  List<String> keys(Journal journal) {
    int wanted = journal.usedChance(key(0)) ? replications : 1;
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < wanted; i++) {
      keys.add(key(i));
    }
    return keys;
  }

  List<Trial> trials(Journal journal) {
    return keys(journal).stream().map(journal::get).toList();
  }
}
