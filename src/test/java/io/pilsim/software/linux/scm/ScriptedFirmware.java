package io.pilsim.software.linux.scm;

import io.pilsim.engine.ClockDomain;
import io.pilsim.engine.EngineKind;
import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.hardware.cpu.Core;
import io.pilsim.hardware.cpu.Registers;
import io.pilsim.hardware.cpu.TestCore;
import io.pilsim.hardware.memory.PhysicalMemory;
import io.pilsim.software.linux.KernelTrace;
import io.pilsim.software.linux.tzmem.TzmemParams;
import io.pilsim.software.linux.tzmem.TzmemPolicy;
import io.pilsim.software.linux.tzmem.TzmemPool;
import io.pilsim.software.routine.Cost;
import io.pilsim.software.routine.Routine;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.ToIntFunction;

/** Linux's SCM layer over a firmware that answers what a test has written down, else success. */
final class ScriptedFirmware {
  static final long SERVICE_PS = 10_000_000;
  static final long AREA = 0x91c0_0000L;
  private static final long PAGE = 4096;
  private static final Cost FREE = Cost.ofPs("test.free", 0);

  final Simulator sim = EngineKind.HEAP.create();
  final PhysicalMemory memory = new PhysicalMemory(1L << 32);
  final Deque<ToIntFunction<Registers>> script = new ArrayDeque<>();
  final List<Long> asked = new ArrayList<>();
  final List<Long> sessions = new ArrayList<>();
  final WaitQueues waitQueues = new WaitQueues(1);
  final TzmemPool pool;
  final Scm scm;
  long lastX5;
  long resumed;
  long areasOut;
  private int cores;

  ScriptedFirmware(long marshalPs, long busyPs) {
    this(marshalPs, busyPs, true);
  }

  ScriptedFirmware(long marshalPs, long busyPs, boolean bridges) {
    StatGroup stats = new StatGroup("scm");
    pool =
        new TzmemPool(
            new TzmemParams(TzmemPolicy.ON_DEMAND, 0, 64 * PAGE, PAGE),
            sim,
            new StatGroup("tzmem"));
    Routine<Registers> answer =
        Routine.<Registers>named("firmware")
            .compute("service", Cost.ofPs("test.service", SERVICE_PS))
            .act("answer", this::answer)
            .build();
    scm =
        new Scm(
            new ScmParams(
                Cost.ofPs("test.marshal", marshalPs),
                FREE,
                FREE,
                FREE,
                Cost.ofPs("test.busy_delay", busyPs),
                21,
                bridges,
                TzmemSharing.POOL),
            pool,
            new Areas(),
            memory,
            registers -> answer,
            waitQueues,
            new KernelTrace(false, sim),
            sim,
            stats);
  }

  Core core() {
    return TestCore.of(new ClockDomain("core" + cores++, 1_000), sim);
  }

  private int answer(Registers x) {
    asked.add(x.get(0));
    sessions.add(x.get(6));
    lastX5 = x.get(5);
    resumed = x.get(0) == ScmFunction.WAITQ_RESUME.id() ? x.get(2) : resumed;
    if (script.isEmpty()) {
      x.clear();
      return 0;
    }
    return script.removeFirst().applyAsInt(x);
  }

  private final class Areas implements TzmemMemory {
    @Override
    public long allocate(long bytes) {
      areasOut++;
      return AREA + (areasOut - 1) * 0x10_0000;
    }

    @Override
    public void free(long address, long bytes) {
      areasOut--;
    }
  }
}
