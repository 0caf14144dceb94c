package io.pilsim.formats.baseline;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A variant as it was accepted.
 *
 * @param completed whether the modelled flow went through
 * @param chance whether any random number was drawn
 * @param settings leaves of the scenario, by path
 * @param leaves leaves of the platform that were read, by path
 * @param inputs content hashes of input files, by path of the setting that names them
 * @param metrics by the name of the figure
 */
public record BaselineVariant(
    String name,
    boolean completed,
    boolean chance,
    SortedMap<String, String> settings,
    SortedMap<String, String> leaves,
    SortedMap<String, String> inputs,
    SortedMap<String, BaselineMetric> metrics) {
  public BaselineVariant {
    settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    leaves = Collections.unmodifiableSortedMap(new TreeMap<>(leaves));
    inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
    metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
  }
}
