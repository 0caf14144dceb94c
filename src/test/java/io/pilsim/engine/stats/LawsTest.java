package io.pilsim.engine.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pilsim.engine.EngineKind;
import io.pilsim.engine.Simulator;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LawsTest {
  private final StatGroup stats = new StatGroup("smmu");

  @Test
  void brokenLawsNameTheInstanceAndBothSides() {
    Counter lookups = stats.child("tbu0").counter("lookups", "lookups");
    stats.child("tbu0").laws().equal("lookups = hits + misses", lookups::value, () -> 0);
    assertEquals(List.of(), stats.laws().broken());
    lookups.add(3);
    assertEquals(List.of("smmu.tbu0: lookups = hits + misses: 3 and 0"), stats.laws().broken());
  }

  @Test
  void atMostAllowsEqual() {
    Counter walks = stats.counter("walks", "walks");
    stats.laws().atMost("walks <= 2", walks::value, () -> 2);
    walks.add(2);
    assertEquals(List.of(), stats.laws().broken());
    walks.increment();
    assertEquals(List.of("smmu: walks <= 2: 3 and 2"), stats.laws().broken());
  }

  @Test
  void theLawsOfTheWholeTreeAreCounted() {
    assertEquals(0, stats.laws().count());
    stats.laws().equal("0 = 0", () -> 0, () -> 0);
    stats.child("tbu0").child("utlb").laws().atMost("0 <= 0", () -> 0, () -> 0);
    assertEquals(2, stats.laws().count());
    assertEquals(2, stats.child("tbu1").laws().count());
  }

  /** One from 10 to 40, another from 20 to 50. */
  @Test
  void aQueueObeysLittle() {
    Simulator sim = EngineKind.DEFAULT.create();
    Level length = stats.level("waiting", Unit.COUNT, "walks that wait", sim);
    Latency stays = stats.latency("wait_time", "a wait");
    stats.laws().little("walks waiting", length, stays);
    sim.runUntil(10);
    length.add(1);
    sim.runUntil(20);
    length.add(1);
    sim.runUntil(40);
    length.add(-1);
    stays.record(30);
    sim.runUntil(50);
    assertEquals(
        List.of(
            "smmu: length of walks waiting x time = sum of stays: 60 and 30",
            "smmu: walks waiting empty in the end: 1 and 0"),
        stats.laws().broken());
    length.add(-1);
    stays.record(30);
    sim.runUntil(1_000);
    assertEquals(List.of(), stats.laws().broken());
    assertEquals(2, stats.laws().count());
  }
}
