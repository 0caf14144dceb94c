package io.pilsim.software.linux.scm;

import io.pilsim.software.linux.Errno;
import io.pilsim.software.linux.tzmem.TzmemPool;
import io.pilsim.software.routine.Routine;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Buffers that TrustZone may see: allocation from a pool, which grows by a bridged area when it has
 * no room, and SHM bridges over memory of others. Whatever the firmware has granted is given back
 * when a later row fails: the undo asks the call itself whether it took effect.
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
    Routine<TzmemBuffer> fit =
        Routine.<TzmemBuffer>named("fit")
            .compute("search", params.allocate())
            .act("take", this::take)
            .callIf(buffer -> buffer.address == TzmemPool.NO_ROOM, growth(), buffer -> buffer)
            .build();
    return Routine.<TzmemBuffer>named("tzmem_alloc")
        .act("begin", Tzmem::begin)
        .undo(freeOf("give_back", buffer -> buffer, buffer -> true))
        .callWhile(buffer -> buffer.address == TzmemPool.NO_ROOM, fit, buffer -> buffer)
        .compute("record_chunk", params.chunk())
        .build();
  }

  private Routine<TzmemBuffer> growth() {
    Routine.Builder<TzmemBuffer> rows =
        Routine.<TzmemBuffer>named("grow")
            .act("check_limit", this::checkLimit)
            .work("allocate_pages", params.growPage().modelPath(), this::growPs)
            .act("take_area", this::takeArea)
            .undo(Routine.<TzmemBuffer>named("drop_area").act("free_area", this::dropArea).build());
    if (params.bridges()) {
      rows.act("arguments", b -> arguments(b.bridge, b.areaBase, b.areaBytes))
          .undo(removeOf(buffer -> buffer.bridge))
          .call(transport, buffer -> buffer.bridge);
    }
    return rows.act("add_area", this::addArea).build();
  }

  /** The end of a bridge that a call has made, though its caller never came to know. */
  private <F> Routine<F> removeOf(Function<F, ScmCall> call) {
    Routine<ScmCall> delete =
        Routine.<ScmCall>named("delete")
            .act("arguments", Tzmem::deleteMade)
            .call(transport, made -> made)
            .build();
    return Routine.<F>named("remove_bridge")
        .callIf(frame -> call.apply(frame).tookEffect(), delete, call)
        .build();
  }

  private <F> Routine<F> free(String name, Function<F, TzmemBuffer> buffer, Predicate<F> exists) {
    Routine<TzmemBuffer> give =
        Routine.<TzmemBuffer>named("give")
            .compute("drop_chunk", params.chunk())
            .act("free", this::give)
            .build();
    return Routine.<F>named(name)
        .callIf(f -> exists.test(f) && buffer.apply(f).address != 0, give, buffer)
        .releases()
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
    pool.free(buffer.address, buffer.bytes());
    buffer.address = 0;
    return 0;
  }

  private int checkLimit(TzmemBuffer buffer) {
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
    if (params.bridges()) {
      if (!buffer.bridge.tookEffect()) {
        return Errno.EINVAL;
      }
      buffer.bridge.user.bridged();
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
