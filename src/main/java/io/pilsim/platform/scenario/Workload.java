package io.pilsim.platform.scenario;

import java.util.List;

/**
 * What is to happen.
 *
 * @param remoteprocs in the order the scenario names them; all start at once
 */
public record Workload(Flow flow, List<String> remoteprocs) {
  public Workload {
    remoteprocs = List.copyOf(remoteprocs);
  }
}
