package io.pilsim.software.linux.dma;

import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.software.routine.Cost;
import io.pilsim.software.routine.Routine;
import io.pilsim.software.routine.SpinLock;
import io.pilsim.software.routine.Throughput;
import java.util.ArrayList;
import java.util.List;

/** The ways in which drivers come by buffers that a device can reach. */
public final class BufferUses {
  private static final Routine<DmaBatch> NOTHING = Routine.<DmaBatch>named("nothing").build();

  private BufferUses() {}

  /** Mapped before each use and unmapped after it. */
  public static BufferUse perCall(DmaDomain domain) {
    return new BufferUse(
        NOTHING, each("map", domain.map()), each("unmap", domain.unmap()), NOTHING);
  }

  /** The same, with one sync for all that are unmapped together. */
  public static BufferUse batched(DmaDomain domain) {
    return new BufferUse(NOTHING, each("map", domain.map()), domain.unmapBatch(), NOTHING);
  }

  /** Mapped once; data is copied into the buffer before each use and out of it afterwards. */
  public static BufferUse preMapped(DmaDomain domain, Throughput copy) {
    Routine<DmaBatch> copying =
        Routine.<DmaBatch>named("copy")
            .work("copy", copy.modelPath(), batch -> copy.toPs(batch.bytes()))
            .build();
    return new BufferUse(
        each("map", domain.map()), copying, copying, each("unmap", domain.unmap()));
  }

  /** Mapped and unmapped at addresses of the driver's own choice. */
  public static BufferUse ownDomain(DmaDomain domain) {
    return new BufferUse(
        NOTHING, each("map", domain.mapOwn()), each("unmap", domain.unmapOwn()), NOTHING);
  }

  /** Used where it lies: without translation there is nothing to map. */
  public static BufferUse direct(DmaParams params) {
    Routine<DmaBuffer> map =
        Routine.<DmaBuffer>named("dma_map")
            .compute("dma_map", params.map())
            .act("direct", DmaBuffer::mapDirectly)
            .build();
    Routine<DmaBuffer> unmap =
        Routine.<DmaBuffer>named("dma_unmap").compute("dma_unmap", params.unmap()).build();
    return new BufferUse(NOTHING, each("map", map), each("unmap", unmap), NOTHING);
  }

  /** Taken from a pool whose buffers stay mapped; mapped by whoever finds none that is. */
  public static BufferUse pooled(
      DmaDomain domain, Cost access, int capacity, Simulator sim, StatGroup locks) {
    SpinLock lock = new SpinLock("pool", sim, locks.child("pool"));
    List<DmaBuffer> free = new ArrayList<>(capacity);
    Routine<DmaBuffer> map =
        Routine.<DmaBuffer>named("first_use")
            .callIf(buffer -> !buffer.isMapped(), domain.map(), buffer -> buffer)
            .build();
    Routine<DmaBatch> take =
        Routine.<DmaBatch>named("pool_get")
            .acquire(lock)
            .compute("get", access)
            .act("pop", batch -> pop(batch, free))
            .release(lock)
            .call(each("use", map), batch -> batch)
            .build();
    Routine<DmaBatch> give =
        Routine.<DmaBatch>named("pool_put")
            .acquire(lock)
            .compute("put", access)
            .act("push", batch -> push(batch, free))
            .release(lock)
            .build();
    Routine<DmaBatch> drain =
        Routine.<DmaBatch>named("pool_drain")
            .act("pop", batch -> pop(batch, free))
            .call(each("unmap", domain.unmap()), batch -> batch)
            .build();
    Routine<DmaBatch> fill =
        Routine.<DmaBatch>named("pool_fill").act("push", batch -> push(batch, free)).build();
    return new BufferUse(fill, take, give, drain);
  }

  private static int pop(DmaBatch batch, List<DmaBuffer> free) {
    for (int i = 0; i < batch.size(); i++) {
      batch.set(i, free.remove(free.size() - 1));
    }
    return 0;
  }

  private static int push(DmaBatch batch, List<DmaBuffer> free) {
    for (int i = 0; i < batch.size(); i++) {
      free.add(batch.get(i));
    }
    return 0;
  }

  private static Routine<DmaBatch> each(String name, Routine<DmaBuffer> one) {
    Routine<DmaBatch> next =
        Routine.<DmaBatch>named("buffer")
            .call(one, DmaBatch::current)
            .act("next", DmaBatch::advance)
            .build();
    return Routine.<DmaBatch>named(name)
        .act("begin", DmaBatch::begin)
        .callWhile(DmaBatch::hasMore, next, batch -> batch)
        .build();
  }
}
