package io.pilsim.software.secure;

import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.Counter;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.hardware.cpu.Registers;
import io.pilsim.hardware.fabric.Firewall;
import io.pilsim.hardware.memory.PhysicalMemory;
import io.pilsim.software.routine.Routine;
import io.pilsim.software.routine.Vector;
import java.util.List;

/**
 * The entry of EL3: which service answers an SMC.
 *
 * <p><b>Models:</b> the PAS calls, SHM bridges, and the refusal of everything else.
 *
 * <p><b>Does not model:</b> yielding to interrupts, wait queues, PSCI.
 *
 * <p>Source: function ids as in Linux 6.18, drivers/firmware/qcom/qcom_scm.h.
 */
public final class Monitor implements Vector<Registers> {
  private static final long SMC64_YIELDING_SIP = 0x4200_0000L;
  private static final int PAS_INIT_IMAGE = 0x201;
  private static final int PAS_MEM_SETUP = 0x202;
  private static final int PAS_AUTH_AND_RESET = 0x205;
  private static final int PAS_SHUTDOWN = 0x206;
  private static final int PAS_GET_RSCTABLE = 0x221;
  private static final int BRIDGE_DELETE = 0xC1D;
  private static final int BRIDGE_CREATE = 0xC1E;
  private static final long WHOLE_PAGES = -4096L;

  private final SecureParams params;
  private final ShmBridges bridges;
  private final Counter calls;
  private final Routine<Registers> initImage;
  private final Routine<Registers> memSetup;
  private final Routine<Registers> authenticate;
  private final Routine<Registers> shutdown;
  private final Routine<Registers> resourceTable;
  private final Routine<Registers> createBridge;
  private final Routine<Registers> deleteBridge;
  private final Routine<Registers> unknown;

  /**
   * @param images the processors that the PAS service knows
   * @param stats the group {@code tz}
   */
  public Monitor(
      SecureParams params,
      PhysicalMemory memory,
      Firewall firewall,
      List<PasImage> images,
      Simulator sim,
      StatGroup stats) {
    this.params = params;
    this.bridges = new ShmBridges(params.mostBridges(), sim, stats);
    this.calls = stats.counter("calls", "SMCs that reached the monitor");
    PasService pas = new PasService(params, memory, firewall, bridges, images);
    this.initImage = pas.initImage();
    this.memSetup = pas.memSetup();
    this.authenticate = pas.authenticate();
    this.shutdown = pas.shutdown();
    this.resourceTable = pas.resourceTable();
    this.createBridge = createBridge();
    this.deleteBridge = deleteBridge();
    this.unknown =
        Routine.<Registers>named("unknown")
            .compute("entry", params.entry())
            .act("answer", x -> SecureResult.end(x, SecureResult.UNKNOWN_FUNCTION))
            .compute("exit", params.exit())
            .build();
  }

  public ShmBridges bridges() {
    return bridges;
  }

  /** All services, to be described. */
  @Override
  public List<Routine<Registers>> services() {
    return List.of(
        initImage, memSetup, authenticate, shutdown, resourceTable, createBridge, deleteBridge);
  }

  @Override
  public Routine<Registers> answer(Registers x) {
    calls.increment();
    long function = x.get(0) - SMC64_YIELDING_SIP;
    return switch ((int) function) {
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

  private Routine<Registers> createBridge() {
    return Routine.<Registers>named("bridge_create")
        .compute("entry", params.entry())
        .compute("record", params.bridgeCreate())
        .act("create", this::create)
        .compute("exit", params.exit())
        .build();
  }

  private Routine<Registers> deleteBridge() {
    return Routine.<Registers>named("bridge_delete")
        .compute("entry", params.entry())
        .compute("record", params.bridgeDelete())
        .act("delete", this::delete)
        .compute("exit", params.exit())
        .build();
  }

  private int create(Registers x) {
    long base = x.get(2) & WHOLE_PAGES;
    long bytes = x.get(4) & WHOLE_PAGES;
    long handle = bridges.create(base, bytes);
    return handle == ShmBridges.REFUSED
        ? SecureResult.end(x, SecureResult.REFUSED)
        : SecureResult.end(x, SecureResult.OK, 0, handle, 0);
  }

  private int delete(Registers x) {
    boolean existed = bridges.delete(x.get(2));
    return SecureResult.end(x, existed ? SecureResult.OK : SecureResult.REFUSED);
  }
}
