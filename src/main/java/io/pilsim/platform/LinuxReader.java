package io.pilsim.platform;

import io.pilsim.platform.model.ModelReader;
import io.pilsim.software.linux.iommu.IommuParams;
import io.pilsim.software.linux.remoteproc.CrashParams;
import io.pilsim.software.linux.remoteproc.PasParams;
import io.pilsim.software.linux.remoteproc.StopParams;
import io.pilsim.software.linux.scm.ScmParams;
import io.pilsim.software.linux.scm.TzmemSharing;
import io.pilsim.software.linux.tzmem.TzmemParams;
import io.pilsim.software.linux.tzmem.TzmemPolicy;

/** The leaves below {@code linux} as the parameters of the kernel's parts. */
final class LinuxReader {
  private final ModelReader model;
  private final CostReader costs;

  LinuxReader(ModelReader model) {
    this.model = model;
    this.costs = new CostReader(model);
  }

  long pageBytes() {
    return model.bytes("linux.page");
  }

  /** How many contexts of the firmware's the kernel can sleep on. */
  int waitQueues() {
    return model.choice("linux.scm.wait_queues", WaitQueueSupport.class) == WaitQueueSupport.MULTI
        ? model.count("tz.wait_queues")
        : 1;
  }

  boolean hasWaitQueueInterrupt() {
    return model.choice("linux.scm.wait_queue_interrupt", Presence.class) == Presence.PRESENT;
  }

  boolean bridges() {
    return model.choice("linux.tzmem.shm_bridge", BridgeSupport.class) == BridgeSupport.USED;
  }

  private enum WaitQueueSupport {
    SINGLE,
    MULTI
  }

  private enum Presence {
    PRESENT,
    ABSENT
  }

  private enum BridgeSupport {
    USED,
    BLACKLISTED
  }

  long initialPoolBytes() {
    return model.bytes("linux.tzmem.initial");
  }

  int inputBits() {
    return model.count("linux.iommu.input_bits");
  }

  TzmemParams tzmem() {
    return new TzmemParams(
        model.choice("linux.tzmem.policy", TzmemPolicy.class),
        model.count("linux.tzmem.increment"),
        model.bytes("linux.tzmem.max"),
        pageBytes());
  }

  ScmParams scm() {
    return new ScmParams(
        costs.cost("linux.scm.marshal"),
        costs.cost("linux.tzmem.search"),
        costs.cost("linux.tzmem.chunk"),
        costs.duration("linux.tzmem.grow_page"),
        costs.duration("linux.scm.busy_delay"),
        model.count("linux.scm.busy_retries"),
        bridges(),
        model.choice("linux.tzmem.sharing", TzmemSharing.class));
  }

  IommuParams iommu() {
    return new IommuParams(
        costs.cost("linux.iommu.domain_allocate"),
        costs.cost("linux.iommu.map_call"),
        costs.cost("linux.iommu.unmap_call"),
        costs.duration("linux.iommu.write_pte"),
        costs.duration("linux.iommu.clear_pte"),
        costs.duration("linux.iommu.allocate_table"),
        costs.duration("linux.iommu.free_table"),
        costs.cost("linux.iommu.barrier"),
        costs.cost("linux.iommu.request_irq"),
        costs.duration("cpu.mmio_write"),
        costs.duration("cpu.mmio_read"),
        costs.duration("linux.iommu.sync_delay"),
        model.flag("linux.iommu.per_page_invalidation"));
  }

  PasParams pas() {
    return new PasParams(
        costs.cost("linux.remoteproc.request_firmware"),
        costs.cost("linux.remoteproc.parse"),
        costs.duration("linux.remoteproc.subdevice_prepare"),
        costs.cost("linux.remoteproc.subdevice_start"),
        model.count("linux.remoteproc.subdevices"),
        costs.cost("linux.remoteproc.interconnect_vote"),
        costs.cost("linux.remoteproc.qmp_message"),
        costs.duration("linux.remoteproc.power_domain"),
        costs.duration("linux.remoteproc.clock"),
        costs.throughput("cpu.copy_bandwidth"),
        costs.throughput("cpu.write_combined_copy_bandwidth"),
        costs.throughput("cpu.write_combined_fill_bandwidth"),
        model.durationPs("linux.remoteproc.ready_timeout"),
        model.bytes("linux.remoteproc.resource_table"),
        costs.cost("linux.remoteproc.map_carveout"),
        costs.cost("linux.remoteproc.unmap_carveout"),
        stop(),
        crash());
  }

  private StopParams stop() {
    return new StopParams(
        costs.cost("linux.remoteproc.qmi_send"),
        model.durationPs("linux.remoteproc.qmi_response_timeout"),
        model.durationPs("linux.remoteproc.shutdown_ack_timeout"),
        model.durationPs("linux.remoteproc.stop_ack_timeout"));
  }

  private CrashParams crash() {
    return new CrashParams(
        costs.cost("linux.remoteproc.crash_reason"),
        model.choice("linux.remoteproc.coredump", CrashParams.Coredump.class),
        model.bytes("linux.remoteproc.minidump"),
        costs.throughput("cpu.uncached_read_bandwidth"));
  }
}
