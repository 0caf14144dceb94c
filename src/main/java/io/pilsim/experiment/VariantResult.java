package io.pilsim.experiment;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a study found of one variant.
 *
 * @param overrides what makes it differ from the scenario as written
 * @param completed whether the modelled flow went through in every replication
 * @param metrics by path
 * @param uncertainty of the main metric, for the assumed values it rests on
 * @param findings invariants of the modelled software that did not hold
 * @param notes what a reader must know
 * @param log of the first replication: lines of the modelled software
 */
public record VariantResult(
    String name,
    SortedMap<String, String> overrides,
    int replications,
    boolean completed,
    SortedMap<String, Figure> metrics,
    Optional<Uncertainty> uncertainty,
    List<String> findings,
    List<String> notes,
    List<String> log) {
  public VariantResult {
    overrides = Collections.unmodifiableSortedMap(new TreeMap<>(overrides));
    metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
    findings = List.copyOf(findings);
    notes = List.copyOf(notes);
    log = List.copyOf(log);
  }
}
