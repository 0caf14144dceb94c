package io.pilsim.software.linux.remoteproc;

import io.pilsim.software.routine.Routine;

/**
 * The stages of a boot outside memory and firmware: votes, power, subdevices, and the handover
 * after which the processor keeps its own votes.
 *
 * <p><b>Models:</b> their time and order.
 *
 * <p><b>Does not model:</b> the power controller itself, or what subdevices do once started.
 *
 * <p>Source: Linux 6.18, drivers/remoteproc/qcom_q6v5.c, qcom_q6v5_pas.c, remoteproc_core.c.
 */
final class PowerStages {
  private static final int CLOCKS = 2;

  private final PasParams params;
  private final KernelLog log;

  PowerStages(PasParams params, KernelLog log) {
    this.params = params;
    this.log = log;
  }

  Routine<RemoteProc> prepare() {
    return Routine.<RemoteProc>named("prepare")
        .work("subdevices", params.subdevicePrepare().modelPath(), proc -> preparePs())
        .compute("interconnect_vote", params.interconnectVote())
        .undo(
            Routine.<RemoteProc>named("drop_vote")
                .compute("interconnect_vote", params.interconnectVote())
                .build())
        .compute("load_state_on", params.qmpMessage())
        .build();
  }

  Routine<RemoteProc> unprepare(String name) {
    return Routine.<RemoteProc>named(name)
        .compute("load_state_off", params.qmpMessage())
        .compute("interconnect_vote", params.interconnectVote())
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

  Routine<RemoteProc> subdevices() {
    Routine<RemoteProc> one =
        Routine.<RemoteProc>named("subdevice")
            .compute("start", params.subdeviceStart())
            .act("next", PowerStages::nextSubdevice)
            .build();
    return Routine.<RemoteProc>named("subdevices")
        .act("first", PowerStages::firstSubdevice)
        .callWhile(proc -> proc.subdeviceNext < params.subdevices(), one, proc -> proc)
        .undo(stopSubdevices("stop_subdevices"))
        .act("running", this::nowUp)
        .build();
  }

  Routine<RemoteProc> stopSubdevices(String name) {
    Routine<RemoteProc> one =
        Routine.<RemoteProc>named("subdevice")
            .compute("stop", params.subdeviceStart())
            .act("previous", PowerStages::previousSubdevice)
            .build();
    return Routine.<RemoteProc>named(name)
        .callWhile(proc -> proc.subdeviceNext > 0, one, proc -> proc)
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

  private static int firstSubdevice(RemoteProc proc) {
    proc.subdeviceNext = 0;
    return 0;
  }

  private static int nextSubdevice(RemoteProc proc) {
    proc.subdeviceNext++;
    return 0;
  }

  private static int previousSubdevice(RemoteProc proc) {
    proc.subdeviceNext--;
    return 0;
  }

  private int nowUp(RemoteProc proc) {
    proc.state = RemoteProc.State.RUNNING;
    log.print(proc, "remote processor " + proc.name() + " is now up");
    return 0;
  }
}
