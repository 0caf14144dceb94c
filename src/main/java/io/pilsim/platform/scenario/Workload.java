package io.pilsim.platform.scenario;

import java.util.List;
import java.util.Optional;

/**
 * What is to happen.
 *
 * @param remoteprocs in the order the scenario names them; all start at once
 * @param start what went before
 * @param crash what makes them crash, in a flow in which they do
 * @param operations of the flow lifecycle
 * @param guest who else calls TrustZone meanwhile
 */
public record Workload(
    Flow flow,
    List<String> remoteprocs,
    Start start,
    CrashKind crash,
    Operations operations,
    Optional<GuestSmc> guest) {
  public Workload {
    remoteprocs = List.copyOf(remoteprocs);
  }

  /** The same of other processors. */
  public Workload of(List<String> others) {
    return new Workload(flow, others, start, crash, operations, guest);
  }
}
