package io.pilsim.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.Allocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Many events, and long runs. */
final class EngineScaleTest {
  private static final int MILLION = 1 << 20;

  /** Due times of one million instants in turn, visited in a stride that is no divisor of it. */
  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "REFERENCE")
  void aMillionAndMorePendingFireInOrder(EngineKind kind) {
    Simulator sim = kind.create();
    InOrder order = new InOrder(sim);
    for (int i = 0; i < MILLION + 1_000; i++) {
      int instant = (int) (i * 389_357L % MILLION);
      sim.after(instant * 1_000L, order.event(instant));
    }
    assertTrue(sim.runToQuiescence(Long.MAX_VALUE));
    assertEquals(MILLION + 1_000, sim.firedEvents());
    assertEquals((MILLION - 1) * 1_000L, sim.nowPs());
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "REFERENCE")
  void firingSchedulingAndCancellingAllocateNothing(EngineKind kind) {
    Simulator sim = kind.create();
    Worker[] workers = new Worker[300];
    for (int i = 0; i < workers.length; i++) {
      workers[i] = new Worker(sim, i);
      sim.after(i, workers[i]);
    }
    // Rounds long enough for every list and heap to reach its greatest length in the first.
    long bytes = Allocation.bytesOf(3, () -> sim.runUntil(sim.nowPs() + 200_000_000_000L));
    assertEquals(0, bytes);
    assertTrue(sim.firedEvents() > 2_000_000, () -> sim.firedEvents() + " fired");
  }

  @Test
  void aHeapSaysWhenItsKeysCannotTellSoManyEventsApart() {
    HeapSimulator sim = new HeapSimulator(LookAhead.ON, 11);
    assertThrows(
        IllegalStateException.class,
        () -> {
          for (int i = 0; i < 2_100; i++) {
            sim.after(i, new Does(Phase.ISSUE, () -> {}));
          }
        });
  }

  /** Checks that instants come in turn. */
  private static final class InOrder {
    private final Simulator sim;
    private int latest;

    InOrder(Simulator sim) {
      this.sim = sim;
    }

    Event event(int instant) {
      return new Event(Phase.ISSUE) {
        @Override
        protected void fire(long nowPs) {
          assertEquals(instant * 1_000L, nowPs);
          assertEquals(nowPs, sim.nowPs());
          assertTrue(instant >= latest);
          latest = instant;
        }
      };
    }
  }

  /** Clocked work, inline when possible; each turn renews a watchdog seconds away. */
  private static final class Worker extends Event {
    private final Simulator sim;
    private final Event watchdog = new Does(Phase.ISSUE, () -> {});
    private long turn;

    Worker(Simulator sim, int id) {
      super(Phase.ISSUE);
      this.sim = sim;
      this.turn = id;
    }

    @Override
    protected void fire(long nowPs) {
      long delayPs;
      do {
        sim.cancel(watchdog);
        sim.after(turn % 3 == 0 ? 5_000_000_000_000L : 100_000_000L, watchdog);
        turn++;
        delayPs = turn % 101 == 0 ? 1_000_000_000 : 20_000_000 * (turn % 7);
      } while (sim.tryAdvance(delayPs));
      sim.after(delayPs, this);
    }
  }
}
