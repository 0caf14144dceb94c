package io.pilsim.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

final class BandwidthTest {
  @Test
  void bytesTakeTheirNumberOverTheRateRoundedUp() {
    Bandwidth copy = new Bandwidth(8_400_000_000L);
    assertEquals(1_000_000_000_000L, copy.toPs(8_400_000_000L));
    assertEquals(120, copy.toPs(1)); // 119.05 ps
    assertEquals(334, new Bandwidth(3_000_000_000L).toPs(1));
    assertEquals(0, copy.toPs(0));
    // 64 GiB at 19.6 GB/s: 68,719,476,736 / 19.6e9 s = 3.506095751836...
    assertEquals(3_506_095_751_837L, new Bandwidth(19_600_000_000L).toPs(64L << 30));
  }

  @Test
  void nothingMovesBackwardsOrForNothing() {
    assertThrows(IllegalArgumentException.class, () -> new Bandwidth(0));
    assertThrows(IllegalArgumentException.class, () -> new Bandwidth(1).toPs(-1));
  }
}
