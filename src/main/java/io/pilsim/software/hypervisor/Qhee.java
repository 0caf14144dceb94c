package io.pilsim.software.hypervisor;

import io.pilsim.engine.stats.Counter;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.hardware.cpu.ExceptionLevel;
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
 * leaves reset only after that; a forwarded call that yields or sleeps and is ended when it goes
 * on; a buffer that is bridged already and so refused; everything put back when a call fails.
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
  private static final long WAITQ_RESUME = 0x4200_2402L;
  private static final long INTERRUPTED = 1;
  private static final long WAITQ_SLEEP = 2;
  private static final long FAST_CALL = 1L << 31;
  private static final long REFUSED = -10;

  /** Which call is under way, and so what is to be done when TrustZone has answered it. */
  private enum Call {
    OTHER,
    INIT_IMAGE,
    AUTHENTICATE,
    SHUTDOWN
  }

  private final QheeParams params;
  private final Vector<Registers> monitor;
  private final List<QheeImage> images;
  private final Takeover takeover;
  private final Counter traps;
  private final OwnCalls own;
  private final Routine<Registers> forward;
  private final Routine<Registers> initImage;
  private final Routine<Registers> authenticate;
  private final Routine<Registers> shutdown;
  private final Routine<Registers> goOn;
  private final Routine<Registers> refusal;
  private final Bridged bridged = new Bridged();
  private Call call = Call.OTHER;
  private boolean stoppedAgain;

  /**
   * @param monitor what answers the calls that are forwarded
   * @param ownMonitor what answers its own
   * @param stage2 Linux's second stage, which maps all its memory in blocks
   * @param stats the group {@code qhee}
   */
  public Qhee(
      QheeParams params,
      Vector<Registers> monitor,
      Vector<Registers> ownMonitor,
      List<QheeImage> images,
      ProcessorContexts contexts,
      RadixTables stage2,
      StatGroup stats) {
    this.params = params;
    this.monitor = monitor;
    this.own = new OwnCalls(ownMonitor);
    this.images = List.copyOf(images);
    this.takeover = new Takeover(params, contexts, stage2, images.get(0));
    this.traps = stats.counter("traps", "SMCs of the normal world that were trapped");
    this.forward =
        enter("qhee_forward").trap("smc", monitor, x -> x).compute("exit", params.exit()).build();
    this.refusal = Routine.<Registers>named("refused").act("answer", Qhee::refuse).build();
    Routine<Takeover> start = takeover.start();
    Routine<Takeover> stop = takeover.stop();
    this.initImage = initImageRoutine();
    this.authenticate = authenticateRoutine(start, stop);
    this.shutdown = shutdownRoutine(stop);
    this.goOn = goOnRoutine(start, stop);
  }

  @Override
  public ExceptionLevel level() {
    return ExceptionLevel.EL2;
  }

  /** All that it answers with, to be described. */
  @Override
  public List<Routine<Registers>> services() {
    return List.of(initImage, authenticate, shutdown, forward, goOn);
  }

  /** Whether any of a processor's carveout is out of Linux's stage 2. */
  public boolean isTaken(QheeImage image) {
    return takeover.isTaken(image);
  }

  @Override
  public Routine<Registers> answer(Registers x) {
    traps.increment();
    long function = x.get(0);
    if (function == INTERRUPTED || function == WAITQ_RESUME) {
      return call == Call.OTHER ? forward : goOn;
    }
    if ((function & FAST_CALL) != 0) {
      return forward;
    }
    return switch ((int) (function - SMC64_YIELDING_SIP)) {
      case PAS_INIT_IMAGE -> begin(Call.INIT_IMAGE, initImage);
      case PAS_AUTH_AND_RESET -> begin(Call.AUTHENTICATE, authenticate);
      case PAS_SHUTDOWN -> begin(Call.SHUTDOWN, shutdown);
      default -> begin(Call.OTHER, forward);
    };
  }

  private Routine<Registers> begin(Call call, Routine<Registers> routine) {
    this.call = call;
    return routine;
  }

  private Routine<Registers> initImageRoutine() {
    return endBridge(
            enter("qhee_init_image")
                .callIf(x -> own.isKept(), own.removeBridge(), x -> x)
                .act("window", x -> own.wantBridge(x.get(3), params.metadataWindow()))
                .trap("create_bridge", own, x -> own.registers())
                .undo(own.removeBridge())
                .act("note_bridge", x -> own.noteBridge())
                .trap("smc", bridged, x -> x))
        .compute("exit", params.exit())
        .build();
  }

  private Routine<Registers> authenticateRoutine(Routine<Takeover> start, Routine<Takeover> stop) {
    return endBridge(
            enter("qhee_auth_and_reset")
                .callIf(x -> own.isKept(), own.removeBridge(), x -> x)
                .act("find", this::find)
                .act("bridge_carveout", x -> carveoutBridge())
                .trap("create_bridge", own, x -> own.registers())
                .undo(own.removeBridge())
                .act("note_bridge", x -> own.noteBridge())
                .trap("smc", bridged, x -> x)
                .undo(stopAgain().build()))
        .callIf(Qhee::isOk, start, x -> takeover)
        .undo(putBack(stop))
        .compute("exit", params.exit())
        .build();
  }

  private Routine<Registers> shutdownRoutine(Routine<Takeover> stop) {
    return enter("qhee_shutdown")
        .callIf(x -> own.isKept(), own.removeBridge(), x -> x)
        .act("find", this::find)
        .trap("smc", monitor, x -> x)
        .undo(finish(stop))
        .callIf(this::stops, stop, x -> takeover)
        .releases()
        .compute("exit", params.exit())
        .build();
  }

  /** The rest of a call that TrustZone had broken off or put to sleep. */
  private Routine<Registers> goOnRoutine(Routine<Takeover> start, Routine<Takeover> stop) {
    return endBridge(
            enter("qhee_go_on")
                .act("again", x -> again())
                .undo(own.removeBridge())
                .trap("smc", monitor, x -> x)
                .undo(stopAgain().call(finish(stop), x -> x).build()))
        .callIf(x -> isOk(x) && call == Call.AUTHENTICATE, start, x -> takeover)
        .undo(putBack(stop))
        .callIf(this::stops, stop, x -> takeover)
        .releases()
        .compute("exit", params.exit())
        .build();
  }

  private Routine<Registers> putBack(Routine<Takeover> stop) {
    return stopAgain().call(finish(stop), x -> x).build();
  }

  /** What of a stop is still to be done, when something in it failed. */
  private Routine<Registers> finish(Routine<Takeover> stop) {
    return Routine.<Registers>named("finish").callIf(this::stops, stop, x -> takeover).build();
  }

  private Routine.Builder<Registers> stopAgain() {
    return Routine.<Registers>named("stop_again")
        .act("arguments", this::stopArguments)
        .trap("smc", own, x -> own.registers());
  }

  private Routine.Builder<Registers> enter(String name) {
    return Routine.<Registers>named(name)
        .compute("entry", params.entry())
        .compute("inspect", params.inspect());
  }

  private Routine.Builder<Registers> endBridge(Routine.Builder<Registers> rows) {
    return rows.act("end_bridge", x -> own.endBridge(isOver(x)))
        .trap("delete_bridge", own, x -> own.registers())
        .releases();
  }

  /** A buffer that cannot be bridged, for it is in a bridge already, is not passed on. */
  private final class Bridged implements Vector<Registers> {
    @Override
    public Routine<Registers> answer(Registers x) {
      return own.hasBridge() ? monitor.answer(x) : refusal;
    }

    @Override
    public List<Routine<Registers>> services() {
      return monitor.services();
    }
  }

  private static int refuse(Registers x) {
    x.clear();
    x.set(0, REFUSED);
    return 0;
  }

  /** Whether TrustZone has answered for good. */
  private static boolean isOver(Registers x) {
    return x.get(0) != INTERRUPTED && x.get(0) != WAITQ_SLEEP;
  }

  private static boolean isOk(Registers x) {
    return x.get(0) == 0 && x.get(1) == 0;
  }

  /** Whether the hypervisor still maps for a processor that TrustZone has stopped. */
  private boolean stops(Registers x) {
    boolean isStopped = stoppedAgain || (call == Call.SHUTDOWN && isOk(x));
    return isStopped && takeover.isBegun();
  }

  private int find(Registers x) {
    stoppedAgain = false;
    own.forgetBridge();
    for (QheeImage image : images) {
      if (image.pasId == x.get(2)) {
        takeover.of(image);
      }
    }
    return 0;
  }

  private int again() {
    stoppedAgain = false;
    return 0;
  }

  private int stopArguments(Registers x) {
    boolean started = call == Call.AUTHENTICATE && isOk(x) && !stoppedAgain;
    stoppedAgain |= started;
    return own.stop(takeover.image().pasId, started);
  }

  private int carveoutBridge() {
    QheeImage.Range carveout = takeover.image().carveout;
    return own.wantBridge(carveout.base(), carveout.bytes());
  }
}
