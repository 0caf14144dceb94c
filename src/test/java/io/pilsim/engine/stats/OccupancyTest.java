package io.pilsim.engine.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.engine.EngineKind;
import io.pilsim.engine.Event;
import io.pilsim.engine.Phase;
import io.pilsim.engine.Simulator;
import org.junit.jupiter.api.Test;

/** What is taken in a window, whatever is taken before and after it. */
final class OccupancyTest {
  private static final String TAKEN = "for how long it was taken";

  private final Simulator sim = EngineKind.DEFAULT.create();
  private final StatGroup stats = new StatGroup("door");
  private long takenPs;
  private long sincePs = -1;
  private final Occupancy door =
      stats.occupancy("utilization", TAKEN, sim, () -> takenPs + (sincePs < 0 ? 0 : held()));

  private long held() {
    return sim.nowPs() - sincePs;
  }

  private void at(long ps, Runnable what) {
    sim.after(
        ps,
        new Event(Phase.COMPLETE) {
          @Override
          protected void fire(long nowPs) {
            what.run();
          }
        });
  }

  private void take(long fromPs, long untilPs) {
    at(fromPs, () -> sincePs = fromPs);
    at(
        untilPs,
        () -> {
          takenPs += held();
          sincePs = -1;
        });
  }

  private double share() {
    sim.runToQuiescence(1_000);
    return door.share().orElseThrow();
  }

  @Test
  void onlyWhatLiesInsideTheWindowCounts() {
    take(0, 30);
    take(40, 45);
    take(60, 90);
    at(20, stats::openWindow);
    at(70, stats::closeWindow);
    assertEquals((10 + 5 + 10) / 50.0, share());
  }

  @Test
  void whatIsTakenAllTheTimeIsTakenForNoMoreThanTheWindow() {
    take(0, 500);
    at(100, stats::openWindow);
    at(200, stats::closeWindow);
    assertEquals(1, share());
  }

  @Test
  void withoutAWindowThatHasEndedThereIsNoShare() {
    take(0, 10);
    at(5, stats::openWindow);
    sim.runToQuiescence(1_000);
    assertTrue(door.share().isEmpty());
  }
}
