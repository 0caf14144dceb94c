package io.pilsim.experiment.gate;

import io.pilsim.experiment.RunCost;
import io.pilsim.experiment.Verdict;
import io.pilsim.formats.baseline.BaselineScenario.Acceptance;
import java.nio.file.Path;
import java.util.List;

/**
 * What a gate found of one scenario.
 *
 * @param file of the scenario
 * @param rows the gated set: every budget and variant it is about
 * @param changes per variant, what else is not as it was
 * @param suspects what differs other than figures; what explains most first
 * @param unmet expectations of the scenario that do not hold
 * @param accepted when the baseline was accepted last, and why
 * @param cost of the run; its wall clock is told and never compared
 */
public record GateReport(
    String scenario,
    String platform,
    Path file,
    List<GateRow> rows,
    List<VariantChange> changes,
    List<Suspect> suspects,
    List<Verdict> unmet,
    Acceptance accepted,
    RunCost cost) {
  private static final double EVERYTHING = 0.99;

  public GateReport {
    rows = List.copyOf(rows);
    changes = List.copyOf(changes);
    suspects = List.copyOf(suspects);
    unmet = List.copyOf(unmet);
  }

  /** How it ends. */
  public enum Outcome {
    PASSED,
    INCONCLUSIVE,
    FAILED
  }

  public Outcome outcome() {
    if (!unmet.isEmpty() || rows.stream().anyMatch(row -> row.state().fails())) {
      return Outcome.FAILED;
    }
    boolean open = rows.stream().anyMatch(row -> row.state() == GateState.INCONCLUSIVE);
    return open ? Outcome.INCONCLUSIVE : Outcome.PASSED;
  }

  /** What is worth telling: the program is above suspicion where a leaf explains everything. */
  public List<Suspect> worthTelling() {
    boolean explained = suspects.stream().anyMatch(each -> each.share().orElse(0) >= EVERYTHING);
    return suspects.stream()
        .filter(each -> !explained || each.kind() != Suspect.Kind.PROGRAM)
        .toList();
  }

  public VariantChange change(String variant) {
    return changes.stream()
        .filter(each -> each.variant().equals(variant))
        .findFirst()
        .orElseThrow();
  }
}
