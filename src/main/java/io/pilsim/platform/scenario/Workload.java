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
 * @param dma in flow dma-stream, what bus masters do
 * @param hot in flows map-unmap and fastrpc, what threads do
 */
public record Workload(
    Flow flow,
    List<String> remoteprocs,
    Start start,
    CrashKind crash,
    Operations operations,
    Optional<GuestSmc> guest,
    Optional<DmaWorkload> dma,
    Optional<HotWorkload> hot) {
  public Workload {
    remoteprocs = List.copyOf(remoteprocs);
  }

  /** Of remote processors. */
  public Workload(
      Flow flow,
      List<String> remoteprocs,
      Start start,
      CrashKind crash,
      Operations operations,
      Optional<GuestSmc> guest) {
    this(flow, remoteprocs, start, crash, operations, guest, Optional.empty(), Optional.empty());
  }

  private Workload(Flow flow, Optional<DmaWorkload> dma, Optional<HotWorkload> hot) {
    this(
        flow,
        List.of(),
        Start.COLD,
        CrashKind.WATCHDOG,
        Operations.of(List.of("boot")),
        Optional.empty(),
        dma,
        hot);
  }

  Workload(Flow flow, DmaWorkload dma) {
    this(flow, Optional.of(dma), Optional.empty());
  }

  /** Of threads that map and unmap. */
  public Workload(Flow flow, HotWorkload hot) {
    this(flow, Optional.empty(), Optional.of(hot));
  }

  List<String> masterNames() {
    return dma.map(each -> each.masters().stream().map(DmaMaster::name).toList()).orElse(List.of());
  }

  /** The same of other processors. */
  public Workload of(List<String> others) {
    return new Workload(flow, others, start, crash, operations, guest, dma, hot);
  }

  /** The same with another number of threads that map and unmap. */
  Workload ofThreads(int count) {
    return with(hot.map(each -> each.of(count)));
  }

  /** The same with a device that reads again after the unmap. */
  Workload withLateReads() {
    return with(hot.map(HotWorkload::withLateReads));
  }

  private Workload with(Optional<HotWorkload> other) {
    return new Workload(flow, remoteprocs, start, crash, operations, guest, dma, other);
  }
}
