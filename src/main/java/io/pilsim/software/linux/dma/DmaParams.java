package io.pilsim.software.linux.dma;

import io.pilsim.software.routine.Cost;
import io.pilsim.software.routine.Throughput;

/**
 * What the kernel's DMA API costs above the IOMMU layer, and how it invalidates.
 *
 * @param map one {@code dma_map}, the allocation of addresses and page tables apart
 * @param unmap one {@code dma_unmap}, likewise
 * @param queueAdd an unmapped range put into a flush queue, or taken out of it
 * @param queueEntries of a flush queue
 * @param queueTimeout the longest that a flush queue waits
 * @param bounceSlot a bounce buffer taken or given back
 * @param copy the copy into or out of a bounce buffer
 */
public record DmaParams(
    Cost map,
    Cost unmap,
    Cost queueAdd,
    int queueEntries,
    Cost queueTimeout,
    Cost bounceSlot,
    Throughput copy) {}
