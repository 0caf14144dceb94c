package io.pilsim.experiment.advise;

import io.pilsim.platform.scenario.Assignment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A change of a scenario that leaves its work as it is.
 *
 * @param axes what it decides; two rewrites that decide the same do not go together
 * @param reasons in words, one for each of its parts
 * @param sets the leaves that it sets, by path
 */
public record Rewrite(Set<String> axes, List<String> reasons, List<Assignment> sets) {
  private static final String BY = "advise";

  public Rewrite {
    axes = Set.copyOf(axes);
    reasons = List.copyOf(reasons);
    sets = List.copyOf(sets);
  }

  static Rewrite of(String axis, String reason, String path, String value) {
    return new Rewrite(Set.of(axis), List.of(reason), List.of(new Assignment(BY, path, value)));
  }

  /** The scenario as it is. */
  static Rewrite none() {
    return new Rewrite(Set.of(), List.of(), List.of());
  }

  boolean goesWith(Rewrite other) {
    return axes.stream().noneMatch(other.axes::contains);
  }

  Rewrite and(Rewrite other) {
    Set<String> all = new TreeSet<>(axes);
    all.addAll(other.axes);
    List<String> why = new ArrayList<>(reasons);
    why.addAll(other.reasons);
    why.sort(Comparator.naturalOrder());
    List<Assignment> both = new ArrayList<>(sets);
    both.addAll(other.sets);
    both.sort(Comparator.comparing(Assignment::path));
    return new Rewrite(all, why, both);
  }

  /** As options of any command. */
  public String options() {
    List<String> texts = sets.stream().map(set -> option(set.path() + "=" + set.value())).toList();
    return String.join(" ", texts);
  }

  private static String option(String set) {
    return "--set " + (set.matches("[\\w.=-]+") ? set : '"' + set + '"');
  }
}
