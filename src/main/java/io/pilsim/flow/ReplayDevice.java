package io.pilsim.flow;

import io.pilsim.engine.stats.Latency;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.software.linux.iommu.Attachment;
import io.pilsim.software.linux.iommu.Iommu;
import io.pilsim.software.linux.iommu.IommuDomain;
import io.pilsim.software.linux.iommu.Mapping;
import io.pilsim.software.linux.iommu.UnmapWork;
import io.pilsim.software.routine.Routine;

/** A device whose mappings are replayed in a domain of its own. */
public final class ReplayDevice {
  final Latency mapTime;
  final Latency unmapTime;
  final Routine<ReplayThread> attach;
  final Routine<ReplayThread> detach;
  final Routine<ReplayThread> map;
  final Routine<ReplayThread> unmap;
  private final IommuDomain domain;
  private long mapCalls;
  private long leaves;
  private long tables;

  /**
   * @param stats the group {@code replay.NAME}
   */
  public ReplayDevice(IommuDomain domain, Attachment attachment, StatGroup stats) {
    this.domain = domain;
    this.mapTime = stats.latency("map", "an iommu_map");
    this.unmapTime = stats.latency("unmap", "an iommu_unmap, with its sync");
    Iommu iommu = new Iommu(domain);
    this.attach = step("attach").call(attachment.<ReplayThread>attach("own"), t -> t).build();
    this.detach = step("detach").call(attachment.<ReplayThread>detach("own"), t -> t).build();
    this.map =
        step("map")
            .act("range", ReplayThread::mapRange)
            .call(iommu.map(), t -> t.mapping)
            .act("count", t -> count(t.mapping))
            .build();
    this.unmap =
        step("unmap")
            .act("range", ReplayThread::unmapRange)
            .call(iommu.unmap(), t -> t.mapping)
            .build();
  }

  /** A routine that first does what the task did between two steps. */
  static Routine.Builder<ReplayThread> step(String name) {
    return Routine.<ReplayThread>named(name)
        .sleep("think", "replay.trace", ReplayThread::thinkPs)
        .act("begin", ReplayThread::begin);
  }

  private int count(Mapping mapping) {
    mapCalls += mapping.calls();
    leaves += mapping.leaves();
    tables += mapping.tables();
    return 0;
  }

  boolean isOpen() {
    return domain.isOpen();
  }

  /** Calls of {@code map_pages}. */
  public long mapCalls() {
    return mapCalls;
  }

  /** Page and block descriptors written. */
  public long leaves() {
    return leaves;
  }

  /** Tables made, roots not counted. */
  public long tables() {
    return tables;
  }

  public UnmapWork unmapWork() {
    return domain.unmapWork();
  }

  public long leavesPresent() {
    return domain.leavesPresent();
  }

  public Latency mapTime() {
    return mapTime;
  }

  public Latency unmapTime() {
    return unmapTime;
  }
}
