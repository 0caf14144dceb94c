package io.pilsim.software.linux.remoteproc;

import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.hardware.memory.PhysicalMemory;
import io.pilsim.software.linux.iommu.Attachment;
import io.pilsim.software.linux.iommu.Iommu;
import io.pilsim.software.linux.scm.CoherentMemory;
import io.pilsim.software.linux.scm.Scm;
import io.pilsim.software.routine.Mutex;

/** Makes the drivers of one kernel, which share its firmware calls and its log. */
public final class PasDrivers {
  private final PasParams params;
  private final PhysicalMemory memory;
  private final Scm scm;
  private final CoherentMemory coherent;
  private final KernelLog log;
  private final Simulator sim;
  private final StatGroup stats;

  /**
   * @param stats the group {@code lock}
   */
  public PasDrivers(
      PasParams params,
      PhysicalMemory memory,
      Scm scm,
      CoherentMemory coherent,
      KernelLog log,
      Simulator sim,
      StatGroup stats) {
    this.params = params;
    this.memory = memory;
    this.scm = scm;
    this.coherent = coherent;
    this.log = log;
    this.sim = sim;
    this.stats = stats;
  }

  /** As upstream merged it, for Linux at EL2. */
  public PasDriver v10(RemoteProc proc, Attachment attachment, Iommu iommu) {
    return new DriverV10(stages(proc), memoryStages(attachment, iommu), V10Policy.MERGED).of(proc);
  }

  /** The same with every remedy for what it leaves behind. */
  public PasDriver v10WithFixes(RemoteProc proc, Attachment attachment, Iommu iommu) {
    return new DriverV10(stages(proc), memoryStages(attachment, iommu), V10Policy.FIXED).of(proc);
  }

  /** As first posted, for Linux at EL2. */
  public PasDriver v1(RemoteProc proc, Attachment attachment, Iommu iommu) {
    return new DriverV1(stages(proc), memoryStages(attachment, iommu)).of(proc);
  }

  /** For Linux at EL1. */
  public PasDriver underHypervisor(RemoteProc proc) {
    return new DriverUnderHypervisor(stages(proc)).of(proc);
  }

  private MemoryStages memoryStages(Attachment attachment, Iommu iommu) {
    return new MemoryStages(params, memory, scm, attachment, iommu, log);
  }

  private Stages stages(RemoteProc proc) {
    Mutex lock = new Mutex("rproc", sim, stats.child("rproc_" + proc.name()));
    CarveoutAccess access = new CarveoutAccess(params);
    return new Stages(
        new FirmwareStages(params, memory, scm, coherent, access, log),
        new SecureStages(scm, log),
        new PowerStages(params),
        new Subdevices(params, log),
        new Coredumps(params.crash(), access),
        new CoreStages(log, lock, params.crash().readReason()),
        params.readyTimeoutPs());
  }
}
