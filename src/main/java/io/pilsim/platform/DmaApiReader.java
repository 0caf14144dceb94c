package io.pilsim.platform;

import io.pilsim.hardware.cpu.TopologyParams;
import io.pilsim.platform.model.ModelReader;
import io.pilsim.platform.scenario.HotWorkload;
import io.pilsim.platform.scenario.InvalidationMode;
import io.pilsim.platform.scenario.MappingTrait;
import io.pilsim.software.linux.dma.DmaParams;
import io.pilsim.software.linux.dma.TableParams;
import io.pilsim.software.linux.iommu.ContextTlbParams;
import io.pilsim.software.linux.iova.IovaParams;
import io.pilsim.software.linux.smmuv3.QueueParams;
import io.pilsim.software.routine.Cost;

/** The leaves that the DMA API rests on, with what the workload says of it. */
final class DmaApiReader {
  private final ModelReader model;
  private final CostReader costs;
  private final HotWorkload workload;

  DmaApiReader(ModelReader model, HotWorkload workload) {
    this.model = model;
    this.costs = new CostReader(model);
    this.workload = workload;
  }

  DmaParams dma() {
    boolean single = workload.invalidation() == InvalidationMode.LAZY_SINGLE;
    return new DmaParams(
        costs.duration("linux.dma.map"),
        costs.duration("linux.dma.unmap"),
        costs.duration("linux.dma.queue_add"),
        model.count(single ? "linux.dma.single_queue_entries" : "linux.dma.queue_entries"),
        costs.duration(single ? "linux.dma.single_queue_timeout" : "linux.dma.queue_timeout"),
        costs.duration("linux.dma.bounce_slot"),
        costs.throughput("cpu.copy_bandwidth"));
  }

  TableParams tables() {
    return new TableParams(
        costs.cost("linux.iommu.map_call"),
        costs.cost("linux.iommu.unmap_call"),
        costs.duration("linux.iommu.write_pte"),
        costs.duration("linux.iommu.clear_pte"),
        costs.duration("linux.iommu.allocate_table"),
        costs.duration("linux.iommu.free_table"),
        costs.cost("linux.iommu.barrier"),
        workload.has(MappingTrait.PAGE_AT_A_TIME),
        workload.has(MappingTrait.CONTIGUOUS));
  }

  IovaParams iova() {
    return new IovaParams(
        costs.duration("linux.iova.cache_access"),
        costs.duration("linux.iova.depot_access"),
        costs.duration("linux.iova.tree_node"),
        costs.duration("linux.iova.tree_access"),
        costs.duration("linux.iova.trim_delay"));
  }

  ContextTlbParams contextTlb() {
    return new ContextTlbParams(
        costs.duration("cpu.mmio_write"),
        costs.duration("linux.dma.flush_context"),
        workload.has(MappingTrait.WALK_BY_CONTEXT),
        model.flag("linux.dma.leaf_invalidation"));
  }

  QueueParams queue() {
    return new QueueParams(
        model.choice("linux.smmuv3.reservation", QueueParams.Reservation.class),
        costs.duration("linux.smmuv3.retry"),
        costs.duration("linux.smmuv3.begin"),
        costs.duration("linux.smmuv3.write_command"),
        costs.duration("cpu.mmio_write"),
        costs.duration("cpu.mmio_read"),
        costs.duration("linux.smmuv3.remote_sync"),
        model.flag("linux.smmuv3.msi"),
        model.flag("linux.smmuv3.range_invalidation"),
        workload.has(MappingTrait.WALK_BY_CONTEXT),
        model.count("linux.smmuv3.list_commands"));
  }

  static TopologyParams topology(ModelReader model) {
    return new TopologyParams(
        model.count("cpu.topology.cluster"),
        model.count("cpu.topology.node"),
        model.durationPs("cpu.topology.same"),
        model.durationPs("cpu.topology.near"),
        model.durationPs("cpu.topology.far"),
        model.durationPs("cpu.topology.remote"));
  }

  Cost poolAccess() {
    return costs.duration("linux.dma.pool_access");
  }

  /** The first address that the device cannot reach. */
  long addressLimit() {
    return 1L << model.count("linux.dma.address_bits");
  }
}
