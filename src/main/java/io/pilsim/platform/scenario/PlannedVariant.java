package io.pilsim.platform.scenario;

import io.pilsim.platform.model.ModelTree;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One variant, ready to run.
 *
 * @param standsFor the variants of the file that this one still is; several when options made them
 *     the same, none when an option made it something else
 * @param overrides what makes it differ from the scenario as written, by path
 * @param settings every leaf with its origin, in the order of {@link ScenarioKeys}, then the
 *     platform leaves that are overridden
 * @param platform with what options override, as every variant has it
 * @param model the platform with what this variant overrides too
 */
public record PlannedVariant(
    String name,
    List<String> standsFor,
    SortedMap<String, String> overrides,
    List<Setting> settings,
    Scenario scenario,
    ModelTree platform,
    ModelTree model) {
  public PlannedVariant {
    standsFor = List.copyOf(standsFor);
    overrides = Collections.unmodifiableSortedMap(new TreeMap<>(overrides));
    settings = List.copyOf(settings);
  }

  /** Whether an expectation for this name of the file is about this variant. */
  public boolean is(String variant) {
    return name.equals(variant) || standsFor.contains(variant);
  }
}
