package io.pilsim.hardware.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pilsim.engine.HeapSimulator;
import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.StatGroup;
import org.junit.jupiter.api.Test;

/** Lines that several cores write. */
final class CacheLinesTest {
  private static final long NEAR = 30;
  private static final long FAR = 80;
  private static final int LINE = 64;

  private final Simulator sim = new HeapSimulator();
  private final StatGroup stats = new StatGroup("lines");
  private final CacheLines lines =
      new CacheLines(new TopologyParams(4, 64, 5, NEAR, FAR, FAR), LINE, sim, stats);

  @Test
  void aCoreWaitsOnlyForWhatAnotherWroteLast() {
    assertEquals(0, lines.writePs(0, 8, 0), "nobody has it");
    assertEquals(0, lines.writePs(8, 8, 0), "its own");
    assertEquals(NEAR, lines.writePs(16, 8, 1), "the same line, of the cluster");
    assertEquals(0, lines.writePs(LINE, 8, 5), "the next line is nobody's");
  }

  @Test
  void coresThatWantOneLineAtOnceHaveItOneAfterAnother() {
    lines.writePs(0, 8, 0);
    assertEquals(FAR, lines.writePs(0, 8, 4));
    assertEquals(FAR + NEAR, lines.writePs(0, 8, 5));
    assertEquals(FAR + NEAR + FAR, lines.writePs(0, 8, 0));
    sim.runUntil(FAR + NEAR + FAR - 1);
    assertEquals(6, lines.writePs(0, 8, 0), "its own, but not there yet: 1 and a round of 5");
  }

  @Test
  void theLinesOfOneWriteComeTogether() {
    lines.writePs(0, 4 * LINE, 0);
    lines.writePs(2 * LINE, 8, 1);
    assertEquals(
        FAR, lines.writePs(0, 4 * LINE, 4) - NEAR, "the third comes after it has been near");
  }

  @Test
  void linesAreKeptApartHoweverManyThereAre() {
    for (int i = 0; i < 10_000; i++) {
      assertEquals(0, lines.writePs((long) i * LINE, 8, i % 4));
    }
    for (int i = 0; i < 10_000; i++) {
      assertEquals(0, lines.writePs((long) i * LINE, 8, i % 4));
    }
    assertEquals(NEAR, lines.writePs(9_999L * LINE, 8, 0));
  }
}
