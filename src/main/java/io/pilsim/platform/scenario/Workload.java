package io.pilsim.platform.scenario;

import java.util.List;
import java.util.Optional;

/**
 * What is to happen.
 *
 * @param remoteprocs in the order the scenario names them; all start at once
 * @param start what went before
 * @param guest who else calls TrustZone meanwhile
 */
public record Workload(Flow flow, List<String> remoteprocs, Start start, Optional<GuestSmc> guest) {
  public Workload {
    remoteprocs = List.copyOf(remoteprocs);
  }
}
