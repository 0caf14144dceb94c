package io.pilsim.software.secure;

import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.Counter;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.hardware.cpu.InterruptLine;
import io.pilsim.hardware.cpu.Registers;
import io.pilsim.hardware.fabric.Firewall;
import io.pilsim.hardware.fabric.MachineReset;
import io.pilsim.hardware.memory.PhysicalMemory;
import io.pilsim.software.routine.Routine;
import io.pilsim.software.routine.Vector;
import java.util.ArrayList;
import java.util.List;

/**
 * The entry of EL3: which service answers an SMC, and whether it may begin.
 *
 * <p><b>Models:</b> the PAS calls, which may yield; SHM bridges; calls that meet another VM's and
 * sleep, come again or spin; the refusal of everything else.
 *
 * <p><b>Does not model:</b> PSCI, calls of other VMs beyond the time for which they hold the lock.
 *
 * <p>Source: function ids as in Linux 6.18, drivers/firmware/qcom/qcom_scm.h.
 */
public final class Monitor implements Vector<Registers> {
  private static final long SMC64_YIELDING_SIP = 0x4200_0000L;
  private static final long GET_WQ_CTX = 0xC200_2403L;
  private static final int WAITQ_RESUME = 0x2402;
  private static final int PAS_INIT_IMAGE = 0x201;
  private static final int PAS_MEM_SETUP = 0x202;
  private static final int PAS_AUTH_AND_RESET = 0x205;
  private static final int PAS_SHUTDOWN = 0x206;
  private static final int PAS_GET_RSCTABLE = 0x221;
  private static final int BRIDGE_DELETE = 0xC1D;
  private static final int BRIDGE_CREATE = 0xC1E;

  private final SecureParams params;
  private final Contention contention;
  private final Simulator sim;
  private final ShmBridges bridges;
  private final Counter calls;
  private final YieldingCall yielding;
  private final SleepingCalls sleeping;
  private final Routine<Registers> initImage;
  private final Routine<Registers> memSetup;
  private final Routine<Registers> authenticate;
  private final Routine<Registers> shutdown;
  private final Routine<Registers> resourceTable;
  private final Routine<Registers> createBridge;
  private final Routine<Registers> deleteBridge;
  private final Routine<Registers> unknown;
  private final Routine<Registers> busy;
  private final Routine<Registers> spin;
  private final Routine<Registers> hypervisorSpin;

  /**
   * @param images the processors that the PAS service knows
   * @param contention what else calls it
   * @param wake the interrupt of its wait queues
   * @param reset what happens when a bridge may not be
   * @param stats the group {@code tz}
   */
  public Monitor(
      SecureParams params,
      PhysicalMemory memory,
      Firewall firewall,
      List<PasImage> images,
      Contention contention,
      InterruptLine wake,
      MachineReset reset,
      Simulator sim,
      StatGroup stats) {
    this.params = params;
    this.contention = contention;
    this.sim = sim;
    this.bridges = new ShmBridges(params.mostBridges(), sim, stats);
    this.calls = stats.counter("calls", "SMCs that reached the monitor");
    this.yielding = new YieldingCall(params.turnPs());
    this.sleeping = new SleepingCalls(params.entry(), params.exit(), contention, wake, sim, stats);
    Visibility visibility = new Visibility(params.refusesUnbridged(), bridges);
    PasService pas = new PasService(params, memory, firewall, visibility, images, yielding);
    this.initImage = pas.initImage();
    this.memSetup = pas.memSetup();
    this.authenticate = pas.authenticate();
    this.shutdown = pas.shutdown();
    this.resourceTable =
        new TableService(params, memory, visibility, images, yielding).resourceTable();
    BridgeService bridging = new BridgeService(params, bridges, images, reset);
    this.createBridge = bridging.create();
    this.deleteBridge = bridging.delete();
    this.unknown = refusal("unknown", SecureResult.UNKNOWN_FUNCTION);
    this.busy = refusal("busy", SecureResult.BUSY);
    this.spin = spinning(this::begin);
    this.hypervisorSpin = spinning(this::beginWhole);
  }

  public ShmBridges bridges() {
    return bridges;
  }

  /** All services, to be described. */
  @Override
  public List<Routine<Registers>> services() {
    List<Routine<Registers>> all = new ArrayList<>(sleeping.services());
    all.addAll(List.of(initImage, memSetup, authenticate, shutdown, resourceTable, createBridge));
    all.addAll(List.of(deleteBridge, unknown, busy, spin));
    return all;
  }

  /** The normal world's calls. */
  @Override
  public Routine<Registers> answer(Registers x) {
    calls.increment();
    if (yielding.isContinuedBy(x)) {
      return yielding.next(x);
    }
    if (x.get(0) == GET_WQ_CTX) {
      return sleeping.whichQueue();
    }
    if (x.get(0) - SMC64_YIELDING_SIP == WAITQ_RESUME) {
      return resume(x);
    }
    if (!contention.holds(sim.nowPs())) {
      return begin(x);
    }
    return switch (contention.whenBusy()) {
      case WAIT_QUEUE -> sleeping.sleep();
      case BUSY -> busy;
      case SPIN -> spin;
    };
  }

  /** The hypervisor's own calls: it has nowhere to sleep, and they do not yield. */
  public Vector<Registers> forHypervisor() {
    return new Within(
        x -> {
          calls.increment();
          return contention.holds(sim.nowPs()) ? hypervisorSpin : beginWhole(x);
        });
  }

  /** A way in that leads to the same services. */
  private final class Within implements Vector<Registers> {
    private final Vector<Registers> way;

    Within(Vector<Registers> way) {
      this.way = way;
    }

    @Override
    public Routine<Registers> answer(Registers x) {
      return way.answer(x);
    }

    @Override
    public List<Routine<Registers>> services() {
      return Monitor.this.services();
    }
  }

  private Routine<Registers> resume(Registers x) {
    long context = x.get(2);
    if (!sleeping.knows(context)) {
      return unknown;
    }
    if (contention.holds(sim.nowPs())) {
      return sleeping.sleepAgain(context);
    }
    sleeping.resume(context, x);
    return begin(x);
  }

  private Routine<Registers> begin(Registers x) {
    return yielding.begin(serviceOf(x), x);
  }

  private Routine<Registers> beginWhole(Registers x) {
    return yielding.whole(serviceOf(x));
  }

  private Routine<Registers> serviceOf(Registers x) {
    return switch ((int) (x.get(0) - SMC64_YIELDING_SIP)) {
      case PAS_INIT_IMAGE -> initImage;
      case PAS_MEM_SETUP -> memSetup;
      case PAS_AUTH_AND_RESET -> authenticate;
      case PAS_SHUTDOWN -> shutdown;
      case PAS_GET_RSCTABLE -> resourceTable;
      case BRIDGE_CREATE -> createBridge;
      case BRIDGE_DELETE -> deleteBridge;
      default -> unknown;
    };
  }

  private Routine<Registers> spinning(Vector<Registers> then) {
    return Routine.<Registers>named("spin")
        .work("wait_lock", "workload.guest_smc.holding", x -> lockPs())
        .trap("service", new Within(then), x -> x)
        .build();
  }

  private long lockPs() {
    return contention.releasePs(sim.nowPs()) - sim.nowPs();
  }

  private Routine<Registers> refusal(String name, long status) {
    return Routine.<Registers>named(name)
        .compute("entry", params.entry())
        .act("answer", x -> SecureResult.end(x, status))
        .compute("exit", params.exit())
        .build();
  }
}
