package io.pilsim.software.linux.iommu;

import io.pilsim.hardware.smmu.RadixTables;
import io.pilsim.software.linux.Errno;
import io.pilsim.software.routine.Routine;
import java.util.function.Predicate;

/**
 * {@code iommu_map} and {@code iommu_unmap} of one strict domain.
 *
 * <p><b>Models:</b> the choice of page sizes, real descriptors, tables made and removed, what has
 * been mapped undone on error, one TLBIVAL for each leaf and one sync for each unmap, TLBIASID for
 * a removed table. Mapping does no TLB work.
 *
 * <p><b>Does not model:</b> races of two CPUs on one table, lazy invalidation.
 *
 * <p>Source: Linux 6.18, drivers/iommu/iommu.c, io-pgtable-arm.c, arm/arm-smmu/arm-smmu.c.
 */
public final class Iommu {
  private static final long SMALL_PAGE = 4096;

  private final IommuDomain domain;
  private final IommuParams params;
  private final PageSizes sizes;
  private final Invalidation invalidation;
  private final Routine<Mapping> map;
  private final Routine<Mapping> unmap;

  public Iommu(IommuDomain domain) {
    this.domain = domain;
    this.params = domain.driver.params;
    this.sizes = domain.driver.pageSizes;
    this.invalidation = new Invalidation(domain);
    this.unmap = unmap("iommu_unmap", mapping -> true);
    this.map = mapRoutine();
  }

  public Routine<Mapping> map() {
    return map;
  }

  /** Unmaps what of the range is mapped; returns nothing, as the kernel's callers expect. */
  public Routine<Mapping> unmap() {
    return unmap;
  }

  private Routine<Mapping> mapRoutine() {
    Routine<Mapping> mapPages =
        Routine.<Mapping>named("map_pages")
            .compute("call", params.mapCall())
            .act("write_descriptors", this::write)
            .work("write_ptes", params.writePte().modelPath(), this::writePs)
            .work("allocate_tables", params.allocateTable().modelPath(), this::allocatePs)
            .compute("wmb", params.barrier())
            .build();
    return Routine.<Mapping>named("iommu_map")
        .act("check_alignment", this::check)
        .undo(unmap("unmap_prefix", mapping -> mapping.mapped > 0))
        .callWhile(mapping -> mapping.mapped < mapping.bytes(), mapPages, mapping -> mapping)
        .act("note", this::note)
        .build();
  }

  private Routine<Mapping> unmap(String name, Predicate<Mapping> wanted) {
    Routine<Mapping> flushWalk =
        Routine.<Mapping>named("flush_walk")
            .act("next_table", Iommu::nextTable)
            .call(invalidation.<Mapping>flushAll("flush"), mapping -> mapping)
            .build();
    Routine<Mapping> unmapPages =
        Routine.<Mapping>named("unmap_pages")
            .compute("call", params.unmapCall())
            .act("clear_descriptors", this::clear)
            .work("clear_ptes", params.clearPte().modelPath(), this::clearPs)
            .work("write_tlbival", params.mmioWrite().modelPath(), this::invalidatePs)
            .act("invalidate", this::invalidate)
            .callWhile(mapping -> mapping.removedTables > 0, flushWalk, mapping -> mapping)
            .build();
    Routine<Mapping> all =
        Routine.<Mapping>named("range")
            .act("begin", Iommu::beginUnmap)
            .callWhile(Iommu::hasMore, unmapPages, mapping -> mapping)
            .call(invalidation.sync(mapping -> mapping.sync), mapping -> mapping)
            .act("end", this::endUnmap)
            .build();
    return Routine.<Mapping>named(name).callIf(wanted, all, mapping -> mapping).build();
  }

  private int check(Mapping mapping) {
    mapping.mapped = 0;
    long all = mapping.iova() | mapping.physical() | mapping.bytes();
    return mapping.bytes() == 0 || (all & (sizes.smallest() - 1)) != 0 ? Errno.EINVAL : 0;
  }

  private int write(Mapping mapping) {
    long iova = mapping.iova() + mapping.mapped;
    long physical = mapping.physical() + mapping.mapped;
    long left = mapping.bytes() - mapping.mapped;
    RadixTables tables = domain.tables();
    long tablesBefore = tables.tablesAllocated();
    long page = sizes.pick(iova, physical, left);
    int count = (int) sizes.count(page, iova, physical, left);
    mapping.page = page;
    mapping.run = tables.map(iova, physical, page, count, mapping.attributes());
    if (mapping.run < 0) {
      return Errno.EEXIST;
    }
    mapping.newTables = (int) (tables.tablesAllocated() - tablesBefore);
    mapping.mapped += mapping.run * page;
    mapping.calls++;
    mapping.leaves += mapping.run;
    mapping.tables += mapping.newTables;
    return 0;
  }

  private int note(Mapping mapping) {
    mapping.tablesReached = domain.tables().tablesOver(mapping.iova(), mapping.bytes());
    if (domain.driver.trace.isOn()) {
      domain.driver.trace.event(
          "map",
          "IOMMU: iova=0x%016x - 0x%016x paddr=0x%016x size=%d",
          mapping.iova(),
          mapping.iova() + mapping.bytes(),
          mapping.physical(),
          mapping.bytes());
    }
    return 0;
  }

  private long writePs(Mapping mapping) {
    return params.writePte().timesPs(mapping.run);
  }

  private long allocatePs(Mapping mapping) {
    return params.allocateTable().timesPs(mapping.newTables);
  }

  private static int beginUnmap(Mapping mapping) {
    mapping.unmapped = 0;
    mapping.unmapTarget = mapping.mapped;
    mapping.stuck = false;
    return 0;
  }

  private static boolean hasMore(Mapping mapping) {
    return mapping.unmapped < mapping.unmapTarget && !mapping.stuck;
  }

  private int clear(Mapping mapping) {
    long iova = mapping.iova() + mapping.unmapped;
    long left = mapping.unmapTarget - mapping.unmapped;
    RadixTables tables = domain.tables();
    long freedBefore = tables.tablesFreed();
    long page = sizes.pick(iova, iova, left);
    int count = (int) sizes.count(page, iova, iova, left);
    mapping.page = page;
    mapping.run = tables.unmap(iova, page, count);
    mapping.removedTables = (int) (tables.tablesFreed() - freedBefore);
    mapping.stuck = mapping.run == 0;
    domain.unmapped(mapping.run);
    return 0;
  }

  private long clearPs(Mapping mapping) {
    return params.clearPte().timesPs(mapping.run)
        + params.freeTable().timesPs(mapping.removedTables);
  }

  private long invalidatePs(Mapping mapping) {
    return params.mmioWrite().timesPs(mapping.run * step(mapping));
  }

  private int invalidate(Mapping mapping) {
    long iova = mapping.iova() + mapping.unmapped;
    long writes = mapping.run * step(mapping);
    long stride = mapping.page / step(mapping);
    for (long i = 0; i < writes; i++) {
      domain.driver.smmu.tlbiVa(domain.bank(), iova + i * stride, domain.asid(), true);
    }
    domain.invalidated(writes);
    mapping.unmapped += mapping.run * mapping.page;
    return 0;
  }

  /** Invalidations for one leaf. */
  private long step(Mapping mapping) {
    return params.perPageInvalidation() ? mapping.page / SMALL_PAGE : 1;
  }

  private static int nextTable(Mapping mapping) {
    mapping.removedTables--;
    return 0;
  }

  private int endUnmap(Mapping mapping) {
    if (domain.driver.trace.isOn()) {
      domain.driver.trace.event(
          "unmap",
          "IOMMU: iova=0x%016x - 0x%016x size=%d unmapped_size=%d",
          mapping.iova(),
          mapping.iova() + mapping.unmapTarget,
          mapping.unmapTarget,
          mapping.unmapped);
    }
    mapping.mapped -= mapping.unmapped;
    return 0;
  }
}
