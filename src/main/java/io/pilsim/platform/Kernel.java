package io.pilsim.platform;

import io.pilsim.engine.stats.StatGroup;
import io.pilsim.hardware.cpu.Core;
import io.pilsim.hardware.cpu.InterruptLine;
import io.pilsim.hardware.cpu.Registers;
import io.pilsim.hardware.smmu.TableGeometry;
import io.pilsim.platform.model.ModelReader;
import io.pilsim.software.linux.KernelTrace;
import io.pilsim.software.linux.iommu.SmmuDriver;
import io.pilsim.software.linux.remoteproc.KernelLog;
import io.pilsim.software.linux.remoteproc.PasDrivers;
import io.pilsim.software.linux.remoteproc.PasParams;
import io.pilsim.software.linux.scm.CoherentMemory;
import io.pilsim.software.linux.scm.Scm;
import io.pilsim.software.linux.scm.ScmParams;
import io.pilsim.software.linux.scm.WaitQueues;
import io.pilsim.software.linux.scm.WakeUpThread;
import io.pilsim.software.linux.tzmem.TzmemPool;
import io.pilsim.software.routine.FaultPlan;
import io.pilsim.software.routine.SoftThread;
import io.pilsim.software.routine.Vector;
import io.pilsim.software.secure.ShmBridges;

/** Linux of a run: what all its remote processors share. */
final class Kernel {
  private static final int LARGEST_GRANULE_WITHOUT_16K = 16;

  final KernelTrace trace;
  final KernelLog log;
  final TzmemPool pool;
  final PageArea tzmemArea;
  final PageArea tableArea;
  final Scm scm;
  final PasDrivers drivers;
  final SmmuDriver smmuDriver;
  final StatGroup iommuStats;
  private final QheeReader qhee;

  /**
   * @param firmware what answers its SMCs
   * @param wake the firmware's interrupt, of which some kernels never hear
   * @param traced whether its trace is kept
   */
  Kernel(
      ModelReader model,
      Hardware hardware,
      Vector<Registers> firmware,
      InterruptLine wake,
      boolean traced) {
    LinuxReader linux = new LinuxReader(model);
    this.qhee = new QheeReader(model);
    this.trace = new KernelTrace(traced, hardware.sim);
    this.log = new KernelLog(trace);
    this.tzmemArea = area(model, hardware, "memory.tz_ffi");
    this.tableArea = area(model, hardware, "memory.tables");
    this.pool = new TzmemPool(linux.tzmem(), hardware.sim, hardware.group("tzmem"));
    ScmParams scmParams = linux.scm();
    this.scm =
        new Scm(
            scmParams,
            pool,
            tzmemArea,
            hardware.memory,
            firmware,
            new WaitQueues(linux.waitQueues()),
            trace,
            hardware.sim,
            hardware.group("scm"));
    if (linux.hasWaitQueueInterrupt()) {
      Core core = hardware.core(hardware.cores.size() - 1);
      SoftThread thread = new SoftThread("scm wake irq", FaultPlan.NONE, core, hardware.sim);
      wake.request(new WakeUpThread(thread, scm.wakeUps()));
    }
    PasParams pasParams = linux.pas();
    this.drivers =
        new PasDrivers(
            pasParams,
            hardware.memory,
            scm,
            new CoherentMemory(scmParams.growPage(), tzmemArea, linux.pageBytes()),
            log,
            hardware.sim,
            hardware.group("lock"));
    this.iommuStats = hardware.group("iommu");
    this.smmuDriver =
        new SmmuDriver(
            linux.iommu(),
            geometry(linux),
            hardware.memory,
            tableArea,
            hardware.smmu,
            trace,
            hardware.sim,
            iommuStats);
  }

  /** Whether a write to a stream of the hypervisor's ends in an abort. */
  boolean abortsOnOwnedStream() {
    return qhee.abortsOnOwnedStream();
  }

  /** What the pool has from the start, bridged when the firmware driver was probed. */
  void initialArea(ModelReader model, ShmBridges bridges) {
    long bytes = pool.rounded(new LinuxReader(model).initialPoolBytes());
    if (model.bytes("linux.tzmem.initial") > 0) {
      long base = tzmemArea.allocate(bytes);
      if (new LinuxReader(model).scm().bridgesAreas()) {
        bridges.create(base, bytes);
      }
      pool.add(base, bytes);
    }
  }

  private static PageArea area(ModelReader model, Hardware hardware, String path) {
    return new PageArea(
        hardware.memory, model.address(path + ".base"), model.bytes(path + ".size"));
  }

  /** The kernel's own page as granule where MMU-500 has it; it has no 16 KiB. */
  static TableGeometry geometry(LinuxReader linux) {
    int pageBits = Long.numberOfTrailingZeros(linux.pageBytes());
    int granuleBits = pageBits == LARGEST_GRANULE_WITHOUT_16K ? pageBits : 12;
    return new TableGeometry(granuleBits, linux.inputBits());
  }
}
