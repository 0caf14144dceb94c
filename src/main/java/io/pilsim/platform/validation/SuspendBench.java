package io.pilsim.platform.validation;

import io.pilsim.engine.ClockDomain;
import io.pilsim.engine.EngineKind;
import io.pilsim.engine.Event;
import io.pilsim.engine.Phase;
import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.hardware.cpu.Core;
import io.pilsim.hardware.cpu.ExceptionLevel;
import io.pilsim.platform.model.ModelReader;
import io.pilsim.software.routine.Cost;
import io.pilsim.software.routine.FaultPlan;
import io.pilsim.software.routine.Routine;
import io.pilsim.software.routine.SoftThread;
import io.pilsim.software.routine.SpinLock;

/**
 * Cores that suspend: each sends a message to the system control processor, over one channel behind
 * one lock at EL3.
 *
 * <p><b>Models:</b> the lock, granted in order, held until the channel has been emptied; the
 * message by which the test has woken the cores, which is in the channel when all of them begin at
 * once.
 *
 * <p><b>Does not model:</b> what the control processor does with a message, caches cleaned.
 */
public final class SuspendBench {
  private final Simulator sim = EngineKind.DEFAULT.create();
  private final ClockDomain clock = new ClockDomain("cpu", 1_000);
  private final SpinLock lock = new SpinLock("power", sim, new StatGroup("lock.power"));
  private final Routine<SuspendBench> suspend;
  private final long messagePs;
  private long channelFreePs;

  /**
   * @param model with {@code suspend}, what a core alone takes, and {@code message}, how long one
   *     is in the channel
   */
  public SuspendBench(ModelReader model) {
    Cost alone = Cost.ofPs("suspend", model.durationPs("suspend"));
    this.messagePs = model.durationPs("message");
    this.suspend =
        Routine.<SuspendBench>named("cpu_suspend")
            .acquire(lock)
            .work("channel", "message", bench -> bench.untilFreePs())
            .act("send", bench -> bench.send())
            .release(lock)
            .compute("power_down", alone)
            .build();
  }

  private long untilFreePs() {
    return Math.max(0, channelFreePs - sim.nowPs());
  }

  private int send() {
    channelFreePs = sim.nowPs() + messagePs;
    return 0;
  }

  /** How long each of so many cores takes when they begin at once, in picoseconds. */
  public long[] atOnce(int cores) {
    channelFreePs = sim.nowPs() + messagePs;
    Core[] chips = new Core[cores];
    long[] ends = new long[cores];
    long startPs = sim.nowPs();
    for (int i = 0; i < cores; i++) {
      chips[i] = new Core(i, ExceptionLevel.EL3, clock, sim);
      new SoftThread("suspend" + i, FaultPlan.NONE, chips[i], sim)
          .start(suspend, this, new End(ends, i));
    }
    sim.runToQuiescence(Long.MAX_VALUE);
    for (int i = 0; i < cores; i++) {
      ends[i] -= startPs;
    }
    return ends;
  }

  /** How long a core takes that finds the channel empty. */
  public long alone() {
    sim.runUntil(Math.max(sim.nowPs(), channelFreePs));
    long[] end = new long[1];
    long startPs = sim.nowPs();
    Core core = new Core(0, ExceptionLevel.EL3, clock, sim);
    new SoftThread("suspend", FaultPlan.NONE, core, sim).start(suspend, this, new End(end, 0));
    sim.runToQuiescence(Long.MAX_VALUE);
    return end[0] - startPs;
  }

  /** Notes when a core has suspended. */
  private static final class End extends Event {
    private final long[] ends;
    private final int index;

    End(long[] ends, int index) {
      super(Phase.OBSERVE);
      this.ends = ends;
      this.index = index;
    }

    @Override
    protected void fire(long nowPs) {
      ends[index] = nowPs;
    }
  }
}
