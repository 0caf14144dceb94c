package io.pilsim.platform.scenario;

import java.util.List;
import java.util.Optional;

/**
 * What is to happen.
 *
 * @param remoteprocs in the order the scenario names them; all start at once
 * @param start what went before
 * @param dma in flow dma-stream, what bus masters do
 * @param hot in flows map-unmap and fastrpc, what threads do
 */
public record Workload(
    Flow flow, List<String> remoteprocs, Start start, Optional<DmaWorkload> dma, Optional<HotWorkload> hot) {
  public Workload {
    remoteprocs = List.copyOf(remoteprocs);
  }

  /** Of remote processors. */
  public Workload(Flow flow, List<String> remoteprocs, Start start) {
    this(flow, remoteprocs, start, Optional.empty(), Optional.empty());
  }

  Workload(Flow flow, List<String> remoteprocs, Start start, DmaWorkload dma) {
    this(flow, remoteprocs, start, Optional.of(dma), Optional.empty());
  }

  /** Of threads that map and unmap. */
  public Workload(Flow flow, HotWorkload hot) {
    this(flow, List.of(), Start.COLD, Optional.empty(), Optional.of(hot));
  }

  List<String> masterNames() {
    return dma.map(each -> each.masters().stream().map(DmaMaster::name).toList()).orElse(List.of());
  }
}
