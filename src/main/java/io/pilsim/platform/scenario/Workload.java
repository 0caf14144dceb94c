package io.pilsim.platform.scenario;

import java.util.List;

/**
 * What is to happen.
 *
 * @param remoteprocs in the order the scenario names them; all start at once
 * @param start what went before
 * @param crash what makes them crash, in a flow in which they do
 * @param operations of the flow lifecycle
 */
public record Workload(
    Flow flow, List<String> remoteprocs, Start start, CrashKind crash, Operations operations) {
  public Workload {
    remoteprocs = List.copyOf(remoteprocs);
  }
}
