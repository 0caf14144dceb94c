package io.pilsim.experiment.gate;

import io.pilsim.experiment.Replicated;
import io.pilsim.experiment.ReplicationRule;
import io.pilsim.experiment.statistics.Holm;
import java.util.List;

/**
 * Replicates until every gated metric is known to be within its budget or beyond it, or until there
 * are as many replications as there may be. A metric fails when all of the interval of its excess
 * over the budget is above zero, with its probability corrected after Holm over the gated set; it
 * passes when all of the interval is below. That each passes on its own needs no correction: all of
 * them pass falsely less often than one.
 */
final class GateRule implements ReplicationRule {
  private final List<List<GatedMetric>> gated;
  private final List<Looks> looks;

  /**
   * @param gated per variant
   */
  GateRule(List<List<GatedMetric>> gated, List<Looks> looks) {
    this.gated = List.copyOf(gated);
    this.looks = List.copyOf(looks);
  }

  @Override
  public int[] wanted(List<Replicated> soFar) {
    boolean ready = true;
    for (int i = 0; i < soFar.size(); i++) {
      ready &= isReady(soFar.get(i), looks.get(i));
    }
    if (ready) {
      look(soFar);
    }
    int[] wanted = new int[soFar.size()];
    for (int i = 0; i < wanted.length; i++) {
      int done = soFar.get(i).replications();
      boolean open = gated.get(i).stream().anyMatch(GatedMetric::isOpen);
      boolean more = soFar.get(i).usedChance() && (open || done < looks.get(i).first());
      wanted[i] = more ? looks.get(i).next(done) : done;
    }
    return wanted;
  }

  private static boolean isReady(Replicated variant, Looks looks) {
    return !variant.usedChance() || variant.replications() >= looks.first();
  }

  private void look(List<Replicated> soFar) {
    for (int i = 0; i < soFar.size(); i++) {
      Replicated variant = soFar.get(i);
      int done = variant.usedChance() ? variant.replications() : looks.get(i).most();
      double level = looks.get(i).level(done);
      gated.get(i).forEach(metric -> metric.look(variant, level));
    }
    List<GatedMetric> uncertain =
        gated.stream().flatMap(List::stream).filter(GatedMetric::isUncertain).toList();
    double[] holm = Holm.adjust(uncertain.stream().mapToDouble(GatedMetric::p).toArray());
    for (int i = 0; i < holm.length; i++) {
      uncertain.get(i).correct(holm[i]);
    }
  }
}
