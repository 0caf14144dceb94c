package io.pilsim.platform.scenario;

import java.util.List;
import java.util.Optional;

/**
 * What is to happen.
 *
 * @param remoteprocs in the order the scenario names them; all start at once
 * @param start what went before
 * @param dma in flow dma-stream, what bus masters do
 */
public record Workload(
    Flow flow, List<String> remoteprocs, Start start, Optional<DmaWorkload> dma) {
  public Workload {
    remoteprocs = List.copyOf(remoteprocs);
  }

  /** Of remote processors. */
  public Workload(Flow flow, List<String> remoteprocs, Start start) {
    this(flow, remoteprocs, start, Optional.empty());
  }

  Workload(Flow flow, List<String> remoteprocs, Start start, DmaWorkload dma) {
    this(flow, remoteprocs, start, Optional.of(dma));
  }

  List<String> masterNames() {
    return dma.map(each -> each.masters().stream().map(DmaMaster::name).toList()).orElse(List.of());
  }
}
