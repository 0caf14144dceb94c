package io.pilsim.software.linux.dma;

import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.Counter;
import io.pilsim.engine.stats.Level;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.engine.stats.Unit;
import io.pilsim.software.linux.iommu.TlbInvalidation;
import io.pilsim.software.linux.iova.IovaAllocator;
import io.pilsim.software.routine.Routine;
import java.util.Optional;

/**
 * {@code dma_map} and {@code dma_unmap} of devices that share a domain, as rows. What is reached
 * after an unmap has returned is measured.
 *
 * <p><b>Models:</b> strict and lazy invalidation, several buffers unmapped with one sync, bounce
 * buffers, errors undone.
 *
 * <p><b>Does not model:</b> cache maintenance for devices that do not snoop, the resource checks of
 * a device's DMA mask.
 *
 * <p>Source: Linux 6.18, drivers/iommu/dma-iommu.c (flow.md 3.7).
 */
public final class DmaDomain {
  private final DmaParams params;
  private final IovaAllocator iovas;
  private final IoPageTable table;
  private final TlbInvalidation tlb;
  private final Optional<FlushQueue> lazy;
  private final Optional<BounceBuffers> bounce;
  private final Exposure exposure;
  private final long limitPfn;
  private final int pageBits;
  private final Routine<DmaBuffer> map;
  private final Routine<DmaBuffer> unmap;
  private final Routine<DmaBatch> unmapBatch;

  private final Counter maps;
  private final Counter unmaps;
  private final Counter failures;
  private final Level mappedBytes;
  private long mappedBuffers;

  /**
   * @param lazy where unmapped ranges wait; strict without
   * @param limit the address that the device cannot reach
   * @param stats the group {@code map}
   */
  public DmaDomain(
      DmaParams params,
      IovaAllocator iovas,
      IoPageTable table,
      TlbInvalidation tlb,
      Optional<FlushQueue> lazy,
      Optional<BounceBuffers> bounce,
      Exposure exposure,
      long limit,
      Simulator sim,
      StatGroup stats) {
    this.params = params;
    this.iovas = iovas;
    this.table = table;
    this.tlb = tlb;
    this.lazy = lazy;
    this.bounce = bounce;
    this.exposure = exposure;
    this.pageBits = Long.numberOfTrailingZeros(table.smallestPage());
    this.limitPfn = limit >>> pageBits;
    this.maps = stats.counter("maps", "buffers mapped");
    this.unmaps = stats.counter("unmaps", "buffers unmapped");
    this.failures = stats.counter("failures", "buffers that could not be mapped");
    this.mappedBytes = stats.level("mapped_bytes", Unit.BYTES, "bytes of mapped buffers", sim);
    stats.laws().equal("maps = unmaps + mapped", maps::value, () -> unmaps.value() + mappedBuffers);
    this.map = mapRoutine();
    this.unmap = unmapRoutine();
    this.unmapBatch = batchRoutine();
  }

  /** Maps a buffer where its driver wants it, as one with a domain of its own does. */
  public Routine<DmaBuffer> mapOwn() {
    return Routine.<DmaBuffer>named("iommu_map_sg")
        .compute("iommu_map_sg", params.map())
        .act("place", DmaDomain::placeOwn)
        .call(table.map(), buffer -> buffer)
        .act("mapped", this::mapped)
        .build();
  }

  /** Unmaps it again. */
  public Routine<DmaBuffer> unmapOwn() {
    return Routine.<DmaBuffer>named("iommu_unmap_all")
        .compute("iommu_unmap", params.unmap())
        .act("begin", DmaDomain::beginOwn)
        .call(table.unmap("iommu_unmap"), buffer -> buffer)
        .act("look", this::unmapped)
        .build();
  }

  /** Maps a buffer for the device. */
  public Routine<DmaBuffer> map() {
    return map;
  }

  public Routine<DmaBuffer> unmap() {
    return unmap;
  }

  /** Unmaps several buffers, and waits once for the invalidation of them all. */
  public Routine<DmaBatch> unmapBatch() {
    return unmapBatch;
  }

  /** Buffers that are mapped now. */
  public long mapped() {
    return mappedBuffers;
  }

  /** What the device may reach at an address: {@code RadixTables.UNMAPPED}, or where it lies. */
  public long lookup(long iova) {
    return table.lookup(iova);
  }

  private Routine<DmaBuffer> mapRoutine() {
    Routine<DmaBuffer> giveRange =
        Routine.<DmaBuffer>named("free_range")
            .act("give", this::give)
            .call(iovas.free(), buffer -> buffer.range)
            .build();
    Routine.Builder<DmaBuffer> rows =
        Routine.<DmaBuffer>named("dma_map").compute("dma_map", params.map());
    if (bounce.isPresent()) {
      rows.call(bounce.get().map(), buffer -> buffer).undo(bounce.get().undo());
    }
    return rows.act("ask", this::ask)
        .call(iovas.allocate(), buffer -> buffer.range)
        .report((buffer, errno) -> failures.increment())
        .undo(giveRange)
        .act("place", this::place)
        .call(table.map(), buffer -> buffer)
        .act("mapped", this::mapped)
        .build();
  }

  private Routine<DmaBuffer> unmapRoutine() {
    Routine.Builder<DmaBuffer> rows =
        Routine.<DmaBuffer>named("dma_unmap")
            .compute("dma_unmap", params.unmap())
            .act("begin", this::beginUnmap)
            .call(table.unmap("iommu_unmap"), buffer -> buffer)
            .act("look", this::unmapped);
    if (lazy.isPresent()) {
      rows.act("ask_queue", this::askQueue).call(lazy.get().add(), buffer -> buffer.flush);
    } else {
      rows.act("give", this::give).call(iovas.free(), buffer -> buffer.range);
    }
    if (bounce.isPresent()) {
      rows.call(bounce.get().unmap(), buffer -> buffer);
    }
    return rows.build();
  }

  private Routine<DmaBatch> batchRoutine() {
    Routine<DmaBuffer> clear =
        Routine.<DmaBuffer>named("dma_unmap")
            .compute("dma_unmap", params.unmap())
            .act("begin", DmaDomain::beginBatched)
            .call(table.unmap("iommu_unmap_fast"), buffer -> buffer)
            .build();
    Routine<DmaBatch> clearNext =
        Routine.<DmaBatch>named("buffer")
            .call(clear, DmaBatch::current)
            .act("next", DmaBatch::advance)
            .build();
    Routine<DmaBuffer> end =
        Routine.<DmaBuffer>named("end")
            .act("look", this::unmapped)
            .act("give", this::give)
            .call(iovas.free(), buffer -> buffer.range)
            .build();
    Routine<DmaBatch> endNext =
        Routine.<DmaBatch>named("free")
            .call(end, DmaBatch::current)
            .act("next", DmaBatch::advance)
            .build();
    return Routine.<DmaBatch>named("dma_unmap_batch")
        .act("begin", DmaBatch::begin)
        .callWhile(DmaBatch::hasMore, clearNext, batch -> batch)
        .call(tlb.sync(), batch -> batch.current().gather)
        .act("again", DmaBatch::begin)
        .callWhile(DmaBatch::hasMore, endNext, batch -> batch)
        .build();
  }

  private long pages(DmaBuffer buffer) {
    long page = 1L << pageBits;
    return (buffer.bytes() + page - 1) >>> pageBits;
  }

  private int ask(DmaBuffer buffer) {
    buffer.range.ask(buffer.cpu(), pages(buffer), limitPfn);
    return 0;
  }

  private static int placeOwn(DmaBuffer buffer) {
    buffer.at(buffer.ownAddress());
    return 0;
  }

  private static int beginOwn(DmaBuffer buffer) {
    buffer.queued = false;
    buffer.syncLater = false;
    return 0;
  }

  private int place(DmaBuffer buffer) {
    buffer.at(buffer.range.pfn() << pageBits);
    return 0;
  }

  private int mapped(DmaBuffer buffer) {
    buffer.mappedAt(buffer.iova());
    maps.increment();
    mappedBytes.add(buffer.bytes());
    mappedBuffers++;
    return 0;
  }

  private int beginUnmap(DmaBuffer buffer) {
    buffer.queued = lazy.isPresent();
    buffer.syncLater = false;
    return 0;
  }

  private static int beginBatched(DmaBuffer buffer) {
    buffer.queued = false;
    buffer.syncLater = true;
    return 0;
  }

  /** The tables have it no longer; what a TLB still has is exposed from now on. */
  private int unmapped(DmaBuffer buffer) {
    buffer.unmapped();
    unmaps.increment();
    mappedBytes.add(-buffer.bytes());
    mappedBuffers--;
    long held = exposure.held(buffer);
    buffer.flush.heldBytes = held;
    if (!buffer.queued) {
      exposure.returned(held);
    }
    return 0;
  }

  private int give(DmaBuffer buffer) {
    buffer.range.give(buffer.cpu(), buffer.iova() >>> pageBits, pages(buffer));
    return 0;
  }

  private int askQueue(DmaBuffer buffer) {
    buffer.flush.ring = lazy.orElseThrow().ringOf(buffer.cpu());
    buffer.flush.pfn = buffer.iova() >>> pageBits;
    buffer.flush.pages = pages(buffer);
    return 0;
  }
}
