package io.pilsim.software.secure;

import io.pilsim.engine.Bandwidth;
import io.pilsim.engine.ClockDomain;
import io.pilsim.engine.EngineKind;
import io.pilsim.engine.Event;
import io.pilsim.engine.Phase;
import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.formats.FormatException;
import io.pilsim.formats.mbn.ImageBuilder;
import io.pilsim.formats.mbn.ImageShape;
import io.pilsim.formats.mbn.MbnImage;
import io.pilsim.formats.mbn.Segment;
import io.pilsim.formats.mbn.SplitFiles;
import io.pilsim.hardware.cpu.Core;
import io.pilsim.hardware.cpu.InterruptLine;
import io.pilsim.hardware.cpu.Registers;
import io.pilsim.hardware.cpu.TestCore;
import io.pilsim.hardware.fabric.Firewall;
import io.pilsim.hardware.fabric.Master;
import io.pilsim.hardware.memory.Bytes;
import io.pilsim.hardware.memory.PhysicalMemory;
import io.pilsim.software.routine.Cost;
import io.pilsim.software.routine.FaultPlan;
import io.pilsim.software.routine.Routine;
import io.pilsim.software.routine.SoftThread;
import io.pilsim.software.routine.Throughput;
import io.pilsim.software.routine.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/** TrustZone alone, with one processor whose image is in memory, called by a thread of a test. */
final class SecureRig {
  static final long ENTRY_PS = 200_000;
  static final long EXIT_PS = 100_000;
  static final long INIT_PS = 30_000_000;
  static final long SIGNATURE_PS = 40_000_000;
  static final long AUTH_PS = 50_000_000;
  static final long BRIDGE_PS = 7_000_000;
  static final long SETUP_PS = 5_000_000;
  static final long TABLE_PS = 6_000_000;
  static final long SHUTDOWN_PS = 8_000_000;
  static final long BYTES_PER_SECOND = 1_000_000_000;

  static final int PAS_ID = 1;
  static final long CARVEOUT = 0x9000_0000L;
  static final long CARVEOUT_BYTES = 0x10_0000;
  static final long METADATA = 0x9100_0000L;
  static final Master DSP = Master.dsp(0, "dsp");

  private static final ImageShape SHAPE =
      new ImageShape("small", CARVEOUT, 3, 5 * 4096, 20 * 4096, 8 * 4096, 3840 + 48 * 5);

  final Simulator sim = EngineKind.HEAP.create();
  final PhysicalMemory memory = new PhysicalMemory(1L << 32);
  final Firewall firewall = new Firewall(new StatGroup("xpu"));
  final InterruptLine wake = new InterruptLine();
  final List<Long> wokenAtPs = new ArrayList<>();
  final List<String> resets = new ArrayList<>();
  final PasImage image;
  final Monitor monitor;
  boolean running;
  private final Core core = TestCore.of(new ClockDomain("core", 1_000), sim);

  SecureRig() {
    this(OptionalLong.empty(), Contention.none(), false);
  }

  SecureRig(OptionalLong turnPs, Contention contention, boolean resetsOnOwned) {
    image =
        new PasImage(PAS_ID, DSP, CARVEOUT, CARVEOUT_BYTES, new byte[] {1, 2, 3, 4}, new Reset());
    SecureParams params =
        new SecureParams(
            cost(ENTRY_PS),
            cost(EXIT_PS),
            cost(INIT_PS),
            cost(SETUP_PS),
            cost(AUTH_PS),
            cost(TABLE_PS),
            cost(SHUTDOWN_PS),
            cost(BRIDGE_PS),
            cost(BRIDGE_PS),
            cost(SIGNATURE_PS),
            1,
            new Throughput("test.hash", new Bandwidth(BYTES_PER_SECOND)),
            true,
            true,
            8,
            resetsOnOwned,
            turnPs);
    monitor =
        new Monitor(
            params,
            memory,
            firewall,
            List.of(image),
            contention,
            wake,
            resets::add,
            sim,
            new StatGroup("tz"));
    wake.request(() -> wokenAtPs.add(sim.nowPs()));
    load();
  }

  /** How long the file bytes of the image take to hash. */
  static long hashPs() {
    return 5 * 4096 * 1_000_000_000_000L / BYTES_PER_SECOND;
  }

  private static Cost cost(long ps) {
    return Cost.ofPs("test.cost", ps);
  }

  private void load() {
    try {
      byte[] file = ImageBuilder.build(SHAPE);
      MbnImage parsed = MbnImage.parse("small.mbn", file, SplitFiles.NONE);
      memory.copyIn(METADATA, Bytes.of(parsed.metadata()));
      for (Segment each : parsed.loadable()) {
        byte[] bytes =
            Arrays.copyOfRange(file, (int) each.offset(), (int) (each.offset() + each.filesz()));
        memory.copyIn(CARVEOUT + each.paddr() - SHAPE.address(), Bytes.of(bytes));
      }
    } catch (FormatException e) {
      throw new AssertionError(e);
    }
  }

  /** Makes a call and runs until all is quiet; the registers hold the answer. */
  Registers call(long... x) {
    return call(monitor, FaultPlan.NONE, registers(x));
  }

  Registers call(FaultPlan faults, long... x) {
    return call(monitor, faults, registers(x));
  }

  Registers call(Vector<Registers> vector, FaultPlan faults, Registers x) {
    Routine<Registers> smc =
        Routine.<Registers>named("call").trap("smc", vector, registers -> registers).build();
    new SoftThread("thread", faults, core, sim).start(smc, x, new Ignored());
    sim.runToQuiescence(Long.MAX_VALUE / 2);
    return x;
  }

  static Registers registers(long... values) {
    Registers x = new Registers();
    for (int i = 0; i < values.length; i++) {
      x.set(i, values[i]);
    }
    return x;
  }

  static long[] initImage() {
    return new long[] {0x4200_0201L, 0x82, PAS_ID, METADATA};
  }

  static long[] memSetup() {
    return new long[] {0x4200_0202L, 0x3, PAS_ID, CARVEOUT + 4096, 8 * 4096};
  }

  static long[] authenticate() {
    return new long[] {0x4200_0205L, 0x1, PAS_ID};
  }

  static long[] shutdown() {
    return new long[] {0x4200_0206L, 0x1, PAS_ID};
  }

  static long[] bridge(long base, long bytes) {
    return new long[] {0x4200_0C1EL, 0x4, base | 6, base | 6, bytes | 0x200, 3};
  }

  static long[] unbridge(long handle) {
    return new long[] {0x4200_0C1DL, 0x1, handle};
  }

  /** Bridges carveout and metadata, and has the metadata accepted. */
  SecureRig ready() {
    call(bridge(CARVEOUT, CARVEOUT_BYTES));
    call(bridge(METADATA, 64 * 4096));
    call(initImage());
    return this;
  }

  SecureRig started() {
    ready();
    call(authenticate());
    return this;
  }

  /** Everything that a call may have changed. */
  String state() {
    return "bridges "
        + monitor.bridges().count()
        + ", carveout of "
        + firewall.ownerOf(CARVEOUT).name()
        + ", running "
        + running
        + "/"
        + image.isRunning()
        + ", metadata "
        + image.metadata.isPresent()
        + ", base "
        + Long.toHexString(image.base);
  }

  private final class Reset implements ResetControl {
    @Override
    public void release(long entry) {
      running = true;
    }

    @Override
    public void hold() {
      running = false;
    }
  }

  private static final class Ignored extends Event {
    Ignored() {
      super(Phase.OBSERVE);
    }

    @Override
    protected void fire(long nowPs) {}
  }
}
