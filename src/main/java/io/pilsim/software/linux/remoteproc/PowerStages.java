package io.pilsim.software.linux.remoteproc;

import io.pilsim.software.routine.Routine;

/**
 * The stages of a boot outside memory and firmware: votes, power, and the handover after which the
 * processor keeps its own votes.
 *
 * <p><b>Models:</b> their time and order.
 *
 * <p><b>Does not model:</b> the power controller itself.
 *
 * <p>Source: Linux 6.18, drivers/remoteproc/qcom_q6v5.c, qcom_q6v5_pas.c, remoteproc_core.c.
 */
final class PowerStages {
  private static final int CLOCKS = 2;

  private final PasParams params;

  PowerStages(PasParams params) {
    this.params = params;
  }

  Routine<RemoteProc> prepare() {
    return Routine.<RemoteProc>named("prepare")
        .work("subdevices", params.subdevicePrepare().modelPath(), proc -> preparePs())
        .act("vote", PowerStages::vote)
        .undo(Routine.<RemoteProc>named("forget").act("no_vote", PowerStages::dropVote).build())
        .compute("interconnect_vote", params.interconnectVote())
        .undo(
            Routine.<RemoteProc>named("drop_vote")
                .compute("interconnect_vote", params.interconnectVote())
                .build())
        .compute("load_state_on", params.qmpMessage())
        .build();
  }

  /** Ends what {@link #prepare} began. */
  Routine<RemoteProc> unprepare(String name) {
    return Routine.<RemoteProc>named(name)
        .compute("load_state_off", params.qmpMessage())
        .compute("interconnect_vote", params.interconnectVote())
        .act("no_vote", PowerStages::dropVote)
        .build();
  }

  Routine<RemoteProc> power() {
    return Routine.<RemoteProc>named("power")
        .work("power_domains", params.powerDomain().modelPath(), this::domainsPs)
        .undo(
            Routine.<RemoteProc>named("domains_off")
                .work("power_domains", params.powerDomain().modelPath(), this::domainsPs)
                .build())
        .work("clocks", params.clock().modelPath(), proc -> clocksPs())
        .undo(
            Routine.<RemoteProc>named("clocks_off")
                .work("clocks", params.clock().modelPath(), proc -> clocksPs())
                .build())
        .act("powered", proc -> setPowered(proc, true))
        .build();
  }

  /** Drops the proxy votes if they are still there. */
  Routine<RemoteProc> powerOff(String name) {
    Routine<RemoteProc> off =
        Routine.<RemoteProc>named("off")
            .act("unpowered", proc -> setPowered(proc, false))
            .work("clocks", params.clock().modelPath(), proc -> clocksPs())
            .work("power_domains", params.powerDomain().modelPath(), this::domainsPs)
            .build();
    return Routine.<RemoteProc>named(name).callIf(proc -> proc.powered, off, proc -> proc).build();
  }

  /** The threaded handler of the handover interrupt. */
  Routine<RemoteProc> handover() {
    return Routine.<RemoteProc>named("handover")
        .call(powerOff("drop_proxy_votes"), proc -> proc)
        .compute("interconnect_vote", params.interconnectVote())
        .build();
  }

  private long preparePs() {
    return params.subdevicePrepare().timesPs(params.subdevices());
  }

  private long domainsPs(RemoteProc proc) {
    return params.powerDomain().timesPs(proc.params.powerDomains());
  }

  private long clocksPs() {
    return params.clock().timesPs(CLOCKS);
  }

  private static int setPowered(RemoteProc proc, boolean powered) {
    proc.powered = powered;
    return 0;
  }

  private static int vote(RemoteProc proc) {
    proc.voted = true;
    proc.handlesInterrupts = true;
    return 0;
  }

  private static int dropVote(RemoteProc proc) {
    proc.voted = false;
    proc.handlesInterrupts = false;
    return 0;
  }
}
