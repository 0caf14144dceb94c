package io.pilsim.experiment;

import java.util.List;

/** Says how many replications a study needs; asked again after every round of them. */
public interface ReplicationRule {
  /**
   * Per variant: how many there are to be in all before one has to ask again; when no variant lacks
   * any, the study is done. Of a variant that draws no random number one is enough.
   *
   * @param soFar the variants with the replications that are done: one each at first
   */
  int[] wanted(List<Replicated> soFar);
}
