package io.pilsim.experiment.spark;

import io.pilsim.experiment.sweep.TrialInputs;
import io.pilsim.experiment.sweep.TrialSite;
import java.io.Serializable;

/** What a worker has of a sweep: the files, and what it has made of them. */
final class TrialWorker implements Serializable {
  private static final long serialVersionUID = 1;

  private final TrialInputs inputs;
  private transient TrialSite site;

  TrialWorker(TrialInputs inputs) {
    this.inputs = inputs;
  }

  /** Made by the first task in a process, for all of them. */
  synchronized TrialSite site() {
    if (site == null) {
      site = new TrialSite(inputs);
    }
    return site;
  }
}
