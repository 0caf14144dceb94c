package io.pilsim.experiment.sweep;

import java.util.List;

/** Carries out trials somewhere. What they show does not depend on where, nor on how often. */
public interface TrialExecutor extends AutoCloseable {
  /** Is told of each trial that is done; from any thread. */
  interface Sink {
    /**
     * @param index of the task among those given
     */
    void done(int index, Trial trial);
  }

  /** About how many trials it carries out at a time; may grow. */
  int width();

  /**
   * Carries out all of them, begun in about this order, told in any; returns when all are done. A
   * trial that fails is done. Throws when trials cannot be carried out; some have been told then.
   */
  void run(List<TrialTask> tasks, Sink sink);

  @Override
  void close();
}
