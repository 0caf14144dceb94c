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
 */
public record Workload(
    Flow flow,
    List<String> remoteprocs,
    Start start,
    CrashKind crash,
    Operations operations,
    Optional<GuestSmc> guest,
    Optional<DmaWorkload> dma) {
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
    this(flow, remoteprocs, start, crash, operations, guest, Optional.empty());
  }

  /** Of bus masters alone. */
  static Workload ofMasters(Flow flow, DmaWorkload dma) {
    return new Workload(
        flow,
        List.of(),
        Start.COLD,
        CrashKind.WATCHDOG,
        Operations.of(List.of("boot")),
        Optional.empty(),
        Optional.of(dma));
  }

  List<String> masterNames() {
    return dma.map(each -> each.masters().stream().map(DmaMaster::name).toList()).orElse(List.of());
  }
}
