package io.pilsim.hardware.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pilsim.engine.HeapSimulator;
import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.StatGroup;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A line that goes from core to core: how far, and one transfer after another. */
final class CacheLineTest {
  private static final long SAME = 5;
  private static final long NEAR = 30;
  private static final long FAR = 80;
  private static final long REMOTE = 200;
  private static final TopologyParams CORES = new TopologyParams(4, 8, SAME, NEAR, FAR, REMOTE);

  private final Simulator sim = new HeapSimulator();
  private final StatGroup stats = new StatGroup("line");
  private final CacheLine line = new CacheLine(CORES, sim, stats);

  @Test
  void howLongATransferTakesDependsOnHowFarItIs() {
    line.writePs(0);
    sim.runUntil(1_000);
    assertEquals(SAME, line.writePs(0), "the core has it");
    assertEquals(NEAR, line.writePs(3), "the same cluster");
    sim.runUntil(2_000);
    assertEquals(FAR, line.writePs(7), "another cluster of the node");
    sim.runUntil(3_000);
    assertEquals(REMOTE, line.writePs(8), "another node");
  }

  @Test
  void transfersFollowOneAnother() {
    line.writePs(0);
    sim.runUntil(1_000);
    assertEquals(NEAR, line.writePs(1));
    assertEquals(NEAR + NEAR, line.writePs(2));
    assertEquals(NEAR + NEAR + FAR, line.writePs(4));
  }

  @Test
  void readersKeepCopiesUntilSomebodyWrites() {
    line.writePs(0);
    sim.runUntil(1_000);
    assertEquals(NEAR, line.readPs(1));
    sim.runUntil(2_000);
    assertEquals(SAME, line.readPs(1));
    assertEquals(SAME, line.readPs(0));
    assertEquals(SAME, line.writePs(0), "its own, though the copies of others have to go");
    sim.runUntil(3_000);
    assertEquals(NEAR, line.readPs(1));
    assertEquals(List.of(), stats.laws().broken());
  }

  @Test
  void nHoldersInTurnNeverGetMoreThanOneTransferEach() {
    long lastPs = 0;
    for (int round = 0; round < 100; round++) {
      for (int core = 0; core < 4; core++) {
        lastPs = line.writePs(core);
      }
    }
    // all asked at the same instant: the last one waits for every transfer before its own
    assertEquals(399 * NEAR + SAME, lastPs);
  }
}
