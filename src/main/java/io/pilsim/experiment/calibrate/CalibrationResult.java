package io.pilsim.experiment.calibrate;

import io.pilsim.experiment.sensitivity.Sensitivity;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * A platform fitted to a board.
 *
 * @param platform that it began with
 * @param folder the new one
 * @param observations how much was measured
 * @param residuals of each observation, the largest first
 * @param fitted leaves that are measured now
 * @param entangled leaves that matter but cannot be told apart from fitted ones
 * @param assumed leaves that the story rests on and that stay assumed
 * @param decision how the hosts compare within the ranges that remain
 */
public record CalibrationResult(
    String platform,
    Path folder,
    int observations,
    List<Residual> residuals,
    List<FittedLeaf> fitted,
    List<String> entangled,
    SortedSet<String> assumed,
    Optional<Sensitivity> decision) {
  /** What the fitted model makes of an observation. */
  public record Residual(String name, double measuredNs, double simulatedNs) {
    public double share() {
      return measuredNs == 0 ? 0 : simulatedNs / measuredNs - 1;
    }
  }
}
