package io.pilsim.platform.scenario;

import java.util.List;

/**
 * What is to happen.
 *
 * @param remoteprocs in the order the scenario names them; all start at once
 * @param start what went before
 */
public record Workload(Flow flow, List<String> remoteprocs, Start start) {
  public Workload {
    remoteprocs = List.copyOf(remoteprocs);
  }
}
