package io.pilsim.software.linux.scm;

import io.pilsim.software.linux.Errno;
import io.pilsim.software.linux.tzmem.TzmemPool;
import io.pilsim.software.routine.Routine;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Buffers that TrustZone may see: allocation from a pool, which grows by a bridged area when it has
 * no room, and SHM bridges over memory of others. Whatever the firmware has granted is given back
 * when a later row fails: the undo asks the call itself whether it took effect. A buffer may have
 * an area of its own instead, or a bridge of its own in a pool that has none.
 *
 * <p>Source: Linux 6.18, drivers/firmware/qcom/qcom_tzmem.c and qcom_scm.c.
 */
public final class Tzmem {
  private static final long READ_WRITE = 6;
  private static final long VM_COUNT = 1L << 9;
  private static final long VMID_HLOS = 3;

  private final ScmParams params;
  private final TzmemPool pool;
  private final TzmemMemory areas;
  private final Routine<ScmCall> transport;
  private final Routine<TzmemBuffer> allocate;
  private final Routine<TzmemBuffer> free;

  Tzmem(ScmParams params, TzmemPool pool, TzmemMemory areas, Routine<ScmCall> transport) {
    this.params = params;
    this.pool = pool;
    this.areas = areas;
    this.transport = transport;
    this.free = free("tzmem_free", buffer -> buffer, buffer -> true);
    this.allocate = allocation();
  }

  /** Allocates what the buffer {@link TzmemBuffer#want wants}, or fails with ENOMEM. */
  public Routine<TzmemBuffer> allocate() {
    return allocate;
  }

  /** Frees the buffer if there is one. */
  public Routine<TzmemBuffer> free() {
    return free;
  }

  /** The same for a buffer within a larger frame, as an undo. */
  public <F> Routine<F> freeOf(String name, Function<F, TzmemBuffer> buffer, Predicate<F> exists) {
    return free(name, buffer, exists);
  }

  /** Allows TrustZone to see a range of memory, 4 KiB granular; nothing where the SoC cannot. */
  public Routine<ShmBridge> createBridge() {
    if (!params.bridges()) {
      return Routine.<ShmBridge>named("shm_bridge_create").build();
    }
    return Routine.<ShmBridge>named("shm_bridge_create")
        .act("arguments", bridge -> arguments(bridge.call, bridge.base, bridge.bytes))
        .undo(removeOf(bridge -> bridge.call))
        .call(transport, bridge -> bridge.call)
        .act("note", Tzmem::noteBridge)
        .build();
  }

  /** Ends what {@link #createBridge} began; does nothing when there is no bridge. */
  public Routine<ShmBridge> deleteBridge() {
    Routine<ShmBridge> delete =
        Routine.<ShmBridge>named("delete")
            .act("arguments", Tzmem::deleteArguments)
            .call(transport, bridge -> bridge.call)
            .build();
    return Routine.<ShmBridge>named("shm_bridge_delete")
        .callIf(bridge -> bridge.handle != 0, delete, bridge -> bridge)
        .releases()
        .act("forget", Tzmem::forgetBridge)
        .build();
  }

  private Routine<TzmemBuffer> allocation() {
    Routine<TzmemBuffer> growth = growth();
    Routine<TzmemBuffer> fit =
        Routine.<TzmemBuffer>named("fit")
            .compute("search", params.allocate())
            .act("take", this::take)
            .callIf(buffer -> buffer.address == TzmemPool.NO_ROOM, growth, buffer -> buffer)
            .build();
    Routine.Builder<TzmemBuffer> rows =
        Routine.<TzmemBuffer>named("tzmem_alloc")
            .act("begin", Tzmem::begin)
            .undo(freeOf("give_back", buffer -> buffer, buffer -> true));
    if (hasOwnArea()) {
      rows.call(growth, buffer -> buffer).act("take", this::take);
    } else {
      rows.callWhile(buffer -> buffer.address == TzmemPool.NO_ROOM, fit, buffer -> buffer);
    }
    rows.compute("record_chunk", params.chunk());
    if (params.bridgesBuffers()) {
      rows.act("arguments", b -> arguments(b.bridge, b.address, pool.rounded(b.bytes())))
          .undo(removeOf(buffer -> buffer.bridge, buffer -> buffer.handle == 0))
          .call(transport, buffer -> buffer.bridge)
          .act("note", Tzmem::noteOwn);
    }
    return rows.build();
  }

  private boolean hasOwnArea() {
    return params.sharing() == TzmemSharing.AREA_PER_BUFFER;
  }

  private Routine<TzmemBuffer> growth() {
    Routine.Builder<TzmemBuffer> rows =
        Routine.<TzmemBuffer>named("grow")
            .act("check_limit", this::checkLimit)
            .work("allocate_pages", params.growPage().modelPath(), this::growPs)
            .act("take_area", this::takeArea)
            .undo(Routine.<TzmemBuffer>named("drop_area").act("free_area", this::dropArea).build());
    if (params.bridgesAreas()) {
      rows.act("arguments", b -> arguments(b.bridge, b.areaBase, b.areaBytes))
          .undo(removeOf(buffer -> buffer.bridge))
          .call(transport, buffer -> buffer.bridge);
    }
    return rows.act("add_area", this::addArea).build();
  }

  /** The end of a bridge that a call has made, though its caller never came to know. */
  private <F> Routine<F> removeOf(Function<F, ScmCall> call) {
    return removeOf(call, frame -> true);
  }

  private <F> Routine<F> removeOf(Function<F, ScmCall> call, Predicate<F> unknown) {
    Routine<ScmCall> delete =
        Routine.<ScmCall>named("delete")
            .act("arguments", Tzmem::deleteMade)
            .call(transport, made -> made)
            .build();
    return Routine.<F>named("remove_bridge")
        .callIf(f -> unknown.test(f) && call.apply(f).tookEffect(), delete, call)
        .build();
  }

  private <F> Routine<F> free(String name, Function<F, TzmemBuffer> buffer, Predicate<F> exists) {
    Routine.Builder<TzmemBuffer> give = Routine.named("give");
    if (params.bridges() && params.sharing() != TzmemSharing.POOL) {
      give.callIf(held -> held.handle != 0, unbridge(), held -> held);
    }
    give.compute("drop_chunk", params.chunk()).act("free", this::give);
    return Routine.<F>named(name)
        .callIf(f -> exists.test(f) && buffer.apply(f).isHeld(), give.build(), buffer)
        .releases()
        .build();
  }

  /** The end of a bridge that a buffer had for itself. */
  private Routine<TzmemBuffer> unbridge() {
    return Routine.<TzmemBuffer>named("unbridge")
        .act("arguments", Tzmem::ownArguments)
        .call(transport, buffer -> buffer.bridge)
        .build();
  }

  private static int begin(TzmemBuffer buffer) {
    buffer.address = TzmemPool.NO_ROOM;
    return 0;
  }

  private int take(TzmemBuffer buffer) {
    buffer.address = pool.allocate(buffer.bytes());
    return 0;
  }

  private int give(TzmemBuffer buffer) {
    if (buffer.address != TzmemPool.NO_ROOM) {
      pool.free(buffer.address, buffer.bytes());
      buffer.address = 0;
    }
    if (buffer.ownArea != 0) {
      pool.remove(buffer.ownArea);
      areas.free(buffer.ownArea, pool.rounded(buffer.bytes()));
      buffer.ownArea = 0;
    }
    return 0;
  }

  private int checkLimit(TzmemBuffer buffer) {
    if (hasOwnArea()) {
      buffer.areaBytes = pool.rounded(buffer.bytes());
      return 0;
    }
    buffer.areaBytes = pool.growth(buffer.bytes());
    if (buffer.areaBytes == 0) {
      pool.fail();
      return Errno.ENOMEM;
    }
    return 0;
  }

  private long growPs(TzmemBuffer buffer) {
    return params.growPage().timesPs(buffer.areaBytes / pool.pageBytes());
  }

  private int takeArea(TzmemBuffer buffer) {
    buffer.areaBase = areas.allocate(buffer.areaBytes);
    if (buffer.areaBase == 0) {
      pool.fail();
      return Errno.ENOMEM;
    }
    return 0;
  }

  private int dropArea(TzmemBuffer buffer) {
    areas.free(buffer.areaBase, buffer.areaBytes);
    return 0;
  }

  private int addArea(TzmemBuffer buffer) {
    if (params.bridgesAreas()) {
      if (!buffer.bridge.tookEffect()) {
        return Errno.EINVAL;
      }
      buffer.bridge.user.bridged();
    }
    if (hasOwnArea()) {
      buffer.ownArea = buffer.areaBase;
      buffer.handle = params.bridges() ? buffer.bridge.result(1) : 0;
    }
    pool.add(buffer.areaBase, buffer.areaBytes);
    buffer.bridge.user.grew();
    return 0;
  }

  private static int arguments(ScmCall call, long base, long bytes) {
    call.prepare(ScmFunction.SHM_BRIDGE_CREATE)
        .argument(0, base | READ_WRITE)
        .argument(1, base | READ_WRITE)
        .argument(2, bytes | VM_COUNT)
        .argument(3, VMID_HLOS);
    return 0;
  }

  private static int noteBridge(ShmBridge bridge) {
    if (!bridge.call.tookEffect()) {
      return Errno.EINVAL;
    }
    bridge.handle = bridge.call.result(1);
    bridge.call.user.bridged();
    return 0;
  }

  private static int noteOwn(TzmemBuffer buffer) {
    if (!buffer.bridge.tookEffect()) {
      return Errno.EINVAL;
    }
    buffer.handle = buffer.bridge.result(1);
    buffer.bridge.user.bridged();
    return 0;
  }

  private static int ownArguments(TzmemBuffer buffer) {
    long handle = buffer.handle;
    buffer.handle = 0;
    buffer.bridge.prepare(ScmFunction.SHM_BRIDGE_DELETE).argument(0, handle);
    return 0;
  }

  private static int deleteMade(ScmCall call) {
    long handle = call.result(1);
    call.prepare(ScmFunction.SHM_BRIDGE_DELETE).argument(0, handle);
    return 0;
  }

  private static int deleteArguments(ShmBridge bridge) {
    bridge.call.prepare(ScmFunction.SHM_BRIDGE_DELETE).argument(0, bridge.handle);
    return 0;
  }

  private static int forgetBridge(ShmBridge bridge) {
    bridge.handle = 0;
    return 0;
  }
}
