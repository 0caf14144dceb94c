package io.pilsim.formats.baseline;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A scenario as it was accepted.
 *
 * @param hashes by name: scenario, model, inputs, pilsim
 * @param accepted every time it was, the first one first
 * @param budgets in the order of the scenario's gate, a line each
 */
public record BaselineScenario(
    String name,
    SortedMap<String, String> hashes,
    List<Acceptance> accepted,
    List<String> budgets,
    List<BaselineVariant> variants) {
  /** When a baseline was accepted, and why. The date is never compared. */
  public record Acceptance(String date, String reason) {}

  public BaselineScenario {
    hashes = Collections.unmodifiableSortedMap(new TreeMap<>(hashes));
    accepted = List.copyOf(accepted);
    budgets = List.copyOf(budgets);
    variants = List.copyOf(variants);
  }

  /** What else is the same and only the program is another. */
  public boolean showsTheSameAs(BaselineScenario other) {
    return withoutHistory().equals(other.withoutHistory());
  }

  private BaselineScenario withoutHistory() {
    SortedMap<String, String> kept = new TreeMap<>(hashes);
    kept.remove("pilsim");
    return new BaselineScenario(name, kept, List.of(), budgets, variants);
  }
}
