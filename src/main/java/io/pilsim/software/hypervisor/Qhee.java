package io.pilsim.software.hypervisor;

import io.pilsim.engine.stats.Counter;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.hardware.cpu.Registers;
import io.pilsim.hardware.smmu.RadixTables;
import io.pilsim.software.routine.Routine;
import io.pilsim.software.routine.Vector;
import java.util.List;

/**
 * Qualcomm's hypervisor at EL2 as it stands between Linux at EL1 and TrustZone: it forwards
 * firmware calls, and around those that start and stop a processor it makes the bridge, takes the
 * carveout out of Linux's stage 2, and programs the SMMU from a table of its own.
 *
 * <p><b>Models:</b> the trap, block splits and invalidations by intermediate address, the
 * processor's tables and context bank, the bridges it makes for others, and that the processor
 * leaves reset only after that.
 *
 * <p><b>Does not model:</b> other virtual machines, scheduling, emulated SMMU registers.
 *
 * <p>Source: the cover letters of v1 and v9 and the patch "Map/unmap subsystem region before
 * auth_and_reset"; the hypervisor itself is not public.
 */
public final class Qhee implements Vector<Registers> {
  private static final long SMC64_YIELDING_SIP = 0x4200_0000L;
  private static final int PAS_INIT_IMAGE = 0x201;
  private static final int PAS_AUTH_AND_RESET = 0x205;
  private static final int PAS_SHUTDOWN = 0x206;
  private static final long BRIDGE_CREATE = 0x4200_0C1EL;
  private static final long BRIDGE_DELETE = 0x4200_0C1DL;
  private static final long READ_WRITE = 6;
  private static final long VM_COUNT = 1L << 9;
  private static final long VMID_HLOS = 3;

  private final QheeParams params;
  private final Vector<Registers> monitor;
  private final List<QheeImage> images;
  private final ProcessorContexts contexts;
  private final RangeWork stage2Work;
  private final RadixTables stage2;
  private final Counter traps;
  private final Registers own = new Registers();
  private final Routine<Registers> forward;
  private final Routine<Registers> initImage;
  private final Routine<Registers> authenticate;
  private final Routine<Registers> shutdown;
  private QheeImage current;
  private long bridge;

  /**
   * @param monitor what answers the calls that are forwarded
   * @param stage2 Linux's second stage, which maps all its memory in blocks
   * @param stats the group {@code qhee}
   */
  public Qhee(
      QheeParams params,
      Vector<Registers> monitor,
      List<QheeImage> images,
      ProcessorContexts contexts,
      RadixTables stage2,
      StatGroup stats) {
    this.params = params;
    this.monitor = monitor;
    this.images = List.copyOf(images);
    this.current = images.get(0);
    this.contexts = contexts;
    this.stage2 = stage2;
    this.stage2Work = new RangeWork(params, stage2.geometry().pageSizes());
    this.traps = stats.counter("traps", "SMCs of the normal world that were trapped");
    this.forward = forwardRoutine();
    this.initImage = initImageRoutine();
    this.authenticate = authenticateRoutine();
    this.shutdown = shutdownRoutine();
  }

  /** All that it answers with, to be described. */
  @Override
  public List<Routine<Registers>> services() {
    return List.of(initImage, authenticate, shutdown, forward);
  }

  @Override
  public Routine<Registers> answer(Registers x) {
    traps.increment();
    return switch ((int) (x.get(0) - SMC64_YIELDING_SIP)) {
      case PAS_INIT_IMAGE -> initImage;
      case PAS_AUTH_AND_RESET -> authenticate;
      case PAS_SHUTDOWN -> shutdown;
      default -> forward;
    };
  }

  private Routine<Registers> forwardRoutine() {
    return enter("qhee_forward")
        .trap("smc", monitor, x -> x)
        .compute("exit", params.exit())
        .build();
  }

  private Routine<Registers> initImageRoutine() {
    return enter("qhee_init_image")
        .act("window", this::metadataBridge)
        .trap("create_bridge", monitor, x -> own)
        .act("note_bridge", x -> noteBridge())
        .trap("smc", monitor, x -> x)
        .act("end_bridge", x -> endBridge())
        .trap("delete_bridge", monitor, x -> own)
        .compute("exit", params.exit())
        .build();
  }

  private Routine<Registers> authenticateRoutine() {
    Routine<Registers> start =
        Routine.<Registers>named("start")
            .act("carveout", x -> beginStage2())
            .call(stage2Work.remove(), x -> stage2Work)
            .call(contexts.open(), x -> contexts.of(current))
            .act("release_reset", x -> release())
            .build();
    return enter("qhee_auth_and_reset")
        .act("find", this::find)
        .act("bridge_carveout", x -> carveoutBridge())
        .trap("create_bridge", monitor, x -> own)
        .act("note_bridge", x -> noteBridge())
        .trap("smc", monitor, x -> x)
        .act("end_bridge", x -> endBridge())
        .trap("delete_bridge", monitor, x -> own)
        .callIf(Qhee::isOk, start, x -> x)
        .compute("exit", params.exit())
        .build();
  }

  private Routine<Registers> shutdownRoutine() {
    Routine<Registers> stop =
        Routine.<Registers>named("stop")
            .call(contexts.close(), x -> contexts.of(current))
            .act("carveout", x -> beginStage2())
            .call(stage2Work.map(), x -> stage2Work)
            .build();
    return enter("qhee_shutdown")
        .act("find", this::find)
        .trap("smc", monitor, x -> x)
        .callIf(x -> isOk(x) && current.isMapped(), stop, x -> x)
        .compute("exit", params.exit())
        .build();
  }

  private Routine.Builder<Registers> enter(String name) {
    return Routine.<Registers>named(name)
        .compute("entry", params.entry())
        .compute("inspect", params.inspect());
  }

  private static boolean isOk(Registers x) {
    return x.get(0) == 0 && x.get(1) == 0;
  }

  private int find(Registers x) {
    for (QheeImage image : images) {
      if (image.pasId == x.get(2)) {
        current = image;
      }
    }
    return 0;
  }

  private int metadataBridge(Registers x) {
    return bridgeArguments(x.get(3), params.metadataWindow());
  }

  private int carveoutBridge() {
    return bridgeArguments(current.carveout.base(), current.carveout.bytes());
  }

  private int bridgeArguments(long base, long bytes) {
    own.clear();
    own.set(0, BRIDGE_CREATE);
    own.set(2, base | READ_WRITE);
    own.set(3, base | READ_WRITE);
    own.set(4, bytes | VM_COUNT);
    own.set(5, VMID_HLOS);
    return 0;
  }

  private int noteBridge() {
    bridge = own.get(0) == 0 ? own.get(2) : 0;
    return 0;
  }

  private int endBridge() {
    own.clear();
    own.set(0, BRIDGE_DELETE);
    own.set(2, bridge);
    return 0;
  }

  private int beginStage2() {
    stage2Work.begin(stage2, current.carveout);
    return 0;
  }

  private int release() {
    current.reset.release();
    return 0;
  }
}
