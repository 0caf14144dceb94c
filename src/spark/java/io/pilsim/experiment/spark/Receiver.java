package io.pilsim.experiment.spark;

import io.pilsim.experiment.sweep.TrialExecutor;
import io.pilsim.experiment.sweep.TrialReply;
import java.util.List;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/** Takes what has come in, at the driver: each group once, however often it was carried out. */
final class Receiver extends AbstractFunction2<Object, String[], BoxedUnit> {
  private final List<List<Integer>> groups;
  private final TrialExecutor.Sink sink;

  Receiver(List<List<Integer>> groups, TrialExecutor.Sink sink) {
    this.groups = groups;
    this.sink = sink;
  }

  @Override
  public BoxedUnit apply(Object group, String[] replies) {
    List<Integer> indices = groups.get((Integer) group);
    for (int i = 0; i < indices.size(); i++) {
      sink.done(indices.get(i), TrialReply.read(replies[i]));
    }
    return BoxedUnit.UNIT;
  }
}
