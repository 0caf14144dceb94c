package io.pilsim.software.linux.smmuv3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.engine.ClockDomain;
import io.pilsim.engine.Event;
import io.pilsim.engine.HeapSimulator;
import io.pilsim.engine.Phase;
import io.pilsim.engine.RandomStreams;
import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.Counter;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.hardware.cpu.Core;
import io.pilsim.hardware.cpu.ExceptionLevel;
import io.pilsim.hardware.cpu.TopologyParams;
import io.pilsim.software.linux.iommu.TlbGather;
import io.pilsim.software.linux.smmuv3.QueueParams.Reservation;
import io.pilsim.software.routine.Cost;
import io.pilsim.software.routine.FaultPlan;
import io.pilsim.software.routine.Routine;
import io.pilsim.software.routine.SoftThread;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Commands of one CPU and of many: times that are sums, and what each sync must come after. */
final class CommandQueueTlbTest {
  private static final long SAME = 5;
  private static final long NEAR = 30;
  private static final long FAR = 80;
  private static final long BEGIN = 50;
  private static final long WRITE = 10;
  private static final long PUBLISH = 100;
  private static final long RETRY = 200; // longer than any transfer: the line is always lost
  private static final long COMMAND = 1_000;
  private static final long PAGE = 4096;
  private static final int SYNC = 0x46;

  private final Simulator sim = new HeapSimulator();
  private final StatGroup stats = new StatGroup("cmdq");
  private final TopologyParams cores = new TopologyParams(4, 64, SAME, NEAR, FAR, FAR);
  private DrainedQueue ring;
  private CommandQueueTlb tlb;

  private void make(int cpus, int entries, Reservation reservation, boolean ranges) {
    ring = new DrainedQueue(entries, COMMAND, sim);
    CommandQueue queue =
        new CommandQueue(
            ring, cores, new RandomStreams(1, 0).stream("q"), sim, stats, new StatGroup("line"));
    ring.listener = queue;
    QueueParams params =
        new QueueParams(
            reservation,
            Cost.ofPs("retry", RETRY),
            Cost.ofPs("begin", BEGIN),
            Cost.ofPs("write", WRITE),
            Cost.ofPs("publish", PUBLISH),
            Cost.ofPs("read", 0),
            Cost.ofPs("remote", 0),
            true,
            ranges,
            false,
            64);
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < cpus; i++) {
      places.add(i);
    }
    tlb =
        new CommandQueueTlb(
            params,
            List.of(queue),
            places,
            64,
            DomainTag.stage1(0, 1),
            iova -> false,
            PAGE,
            sim,
            stats);
  }

  private Routine<TlbGather> unmap(long pages) {
    return Routine.<TlbGather>named("unmap")
        .act(
            "clear",
            gather -> {
              gather.cleared((long) gather.thread() << 30, PAGE, pages);
              return 0;
            })
        .call(tlb.addPages(), gather -> gather)
        .call(tlb.sync(), gather -> gather)
        .build();
  }

  private long run(int cpus, long pages) {
    End end = new End();
    Routine<TlbGather> routine = unmap(pages);
    for (int i = 0; i < cpus; i++) {
      Core core = new Core(i, ExceptionLevel.EL2, new ClockDomain("cpu", 1_000), sim);
      new SoftThread("thread", FaultPlan.NONE, core, sim)
          .start(routine, new TlbGather(i, i), end.of());
    }
    long fromPs = sim.nowPs();
    sim.runToQuiescence(Long.MAX_VALUE);
    assertEquals(cpus, end.ended);
    assertEquals(List.of(), stats.laws().broken());
    return end.lastPs - fromPs;
  }

  /** Counts threads that have come to their end. */
  private static final class End {
    private int ended;
    private long lastPs;

    Event of() {
      return new Event(Phase.OBSERVE) {
        @Override
        protected void fire(long nowPs) {
          ended++;
          lastPs = nowPs;
        }
      };
    }
  }

  private long count(String name) {
    return ((Counter) stats.find("cmdq." + name).orElseThrow().stat()).value();
  }

  @Test
  void oneCpuAloneTakesTheSumOfItsSteps() {
    make(1, 256, Reservation.COMPARE_EXCHANGE, false);
    // the line of each word moves to the core at its first access, over no distance
    long reserve = SAME + SAME; // read, compare and exchange
    long write = 2 * WRITE + SAME + SAME; // TLBI and sync; counted in; marked valid
    long publish = SAME + SAME + SAME + PUBLISH + SAME; // owner, flag, valid, register, owner
    long sync = 2 * COMMAND + SAME; // both carried out; counted out
    long afterPublish = SAME; // passing the turn on happens while the queue works
    assertEquals(BEGIN + reserve + write + publish - afterPublish + sync, run(1, 1));
    assertEquals(1, ring.publications);
  }

  @Test
  void sixtyFourCommandsAreAListOfTheirOwnAndOnlyTheLastHasASync() {
    make(1, 256, Reservation.COMPARE_EXCHANGE, false);
    run(1, 130);
    assertEquals(130, count("commands"));
    assertEquals(1, count("syncs"));
    assertEquals(3, ring.publications);
    assertEquals(SYNC, ring.executed.get(130) & 0xff);
  }

  @Test
  void aRangeOf256PagesIsOneCommandAndOf255Two() {
    make(1, 256, Reservation.COMPARE_EXCHANGE, true);
    run(1, 256);
    assertEquals(1, count("commands"));
    run(1, 255); // 31 + 7 * 32
    assertEquals(3, count("commands"));
  }

  @Test
  void whoComesWhileAnotherIsAboutToPublishJoinsIt() {
    make(4, 256, Reservation.FETCH_ADD, false);
    run(4, 1);
    assertEquals(8, ring.executed.size());
    assertTrue(ring.publications < 4, ring.publications + " publications");
    assertEquals(0, count("cas_failures"));
  }

  @Test
  void ofCpusThatReadTheSameOnlyTheFirstSucceeds() {
    make(4, 256, Reservation.COMPARE_EXCHANGE, false);
    run(4, 1);
    // all four read version 0 and compare in turn; after a success the others read anew: with
    // lines that are lost before each retry, at least 3 + ... fail, and every CPU succeeds once
    assertEquals(4, count("cas_attempts") - count("cas_failures"));
    assertTrue(count("cas_failures") >= 3, count("cas_failures") + " failures");
  }

  @Test
  void everySyncComesAfterItsOwnCommands() {
    make(8, 256, Reservation.COMPARE_EXCHANGE, false);
    run(8, 3);
    int sinceSync = 0;
    for (long word : ring.executed) {
      if ((word & 0xff) == SYNC) {
        assertEquals(3, sinceSync, "commands of another list between");
        sinceSync = 0;
      } else {
        sinceSync++;
      }
    }
    assertEquals(8 * 4, ring.executed.size());
  }

  @Test
  void aFullQueueMakesCpusWaitAndLosesNothing() {
    make(8, 8, Reservation.COMPARE_EXCHANGE, false);
    run(8, 5);
    assertTrue(count("full") > 0, "never full");
    assertEquals(8 * 6, ring.executed.size());
  }
}
