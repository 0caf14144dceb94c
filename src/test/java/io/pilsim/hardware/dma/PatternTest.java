package io.pilsim.hardware.dma;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.engine.RandomStream;
import io.pilsim.engine.RandomStreams;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class PatternTest {
  private final RandomStream random = new RandomStreams(1, 0).stream("pattern");

  @Test
  void aStrideComesRoundToTheBase() {
    AddressPattern pattern = new StridedPattern(0x1000, 300, 128);
    long[] expected = {0x1000, 0x1080, 0x1100, 0x1000, 0x1080};
    for (long address : expected) {
      assertEquals(address, pattern.next());
    }
  }

  @Test
  void uniformAddressesStayInTheRegionAndReachAllOfIt() {
    AddressPattern pattern = new UniformPattern(0x1000, 64 * 16, 64, random);
    Set<Long> seen = new TreeSet<>();
    for (int i = 0; i < 1_000; i++) {
      seen.add(pattern.next());
    }
    assertEquals(16, seen.size());
    assertTrue(seen.contains(0x1000L));
    assertTrue(seen.contains(0x1000L + 15 * 64));
  }

  @Test
  void zipfFavoursTheBase() {
    AddressPattern pattern = new ZipfPattern(0, 4 * 4096, 4096, 1.0, random);
    int[] counts = new int[4];
    for (int i = 0; i < 100_000; i++) {
      counts[(int) (pattern.next() / 4096)]++;
    }
    double sum = 1 + 1 / 2.0 + 1 / 3.0 + 1 / 4.0;
    for (int k = 0; k < 4; k++) {
      assertEquals(1 / (k + 1.0) / sum, counts[k] / 100_000.0, 0.005);
    }
  }

  @Test
  void aChaseVisitsEveryUnitOnceBeforeItComesRound() {
    for (int units : new int[] {1, 2, 3, 64, 100, 1000}) {
      AddressPattern pattern = new ChasePattern(0, units * 64L, 64);
      Set<Long> seen = new TreeSet<>();
      for (int i = 0; i < units; i++) {
        assertTrue(seen.add(pattern.next()));
      }
      assertEquals(0, pattern.next());
    }
  }

  @Test
  void writesAreSpreadEvenly() {
    PatternSource source =
        new PatternSource(new StridedPattern(0, 64, 64), new Arrivals.Periodic(10), 64, 25, 8);
    StringBuilder mix = new StringBuilder();
    long duePs = 0;
    while (source.next()) {
      duePs += 10;
      assertEquals(duePs, source.duePs());
      mix.append(source.isWrite() ? 'w' : 'r');
    }
    assertEquals("rrrwrrrw", mix.toString());
    assertFalse(source.next());
  }
}
