package io.pilsim.hardware.fabric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.engine.stats.StatGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class FirewallTest {
  private static final Master ADSP = Master.dsp(0, "adsp");
  private static final Master CDSP = Master.dsp(1, "cdsp0");

  private final Firewall firewall = new Firewall(new StatGroup("firewall"));

  @Test
  void anOwnedRangeIsOpenToItsOwnerAndToTrustZone() {
    firewall.assign(0x1000, 0x1000, ADSP);
    assertTrue(firewall.allows(ADSP, 0x1fff));
    assertTrue(firewall.allows(Master.TZ, 0x1000));
    assertFalse(firewall.allows(Master.HLOS, 0x1000));
    assertFalse(firewall.allows(CDSP, 0x1fff));
    assertEquals(2, firewall.violations());
  }

  @Test
  void whatNobodyOwnsIsOpen() {
    assertEquals(Master.HLOS, firewall.ownerOf(0x1000));
    assertTrue(firewall.allows(ADSP, 0x1000));
    firewall.assign(0x1000, 0x1000, ADSP);
    firewall.release(0x1000, 0x1000);
    assertTrue(firewall.allows(Master.HLOS, 0x1000));
    assertEquals(0, firewall.violations());
  }

  @Test
  void aViolationMayResetTheMachine() {
    List<String> causes = new ArrayList<>();
    Firewall strict = new Firewall(OnViolation.RESET, causes::add, new StatGroup("firewall"));
    strict.assign(0x1000, 0x1000, ADSP);
    assertTrue(strict.allows(ADSP, 0x1800));
    assertEquals(List.of(), causes);
    strict.allows(Master.HLOS, 0x1800);
    assertEquals(List.of("XPU violation of hlos at 0x1800"), causes);
  }

  @Test
  void randomRangesAgreeWithAnArrayOfOwners() {
    SplittableRandom random = new SplittableRandom(1);
    Master[] owners = {ADSP, CDSP, Master.TZ, Master.HLOS};
    Master[] expected = new Master[64];
    java.util.Arrays.fill(expected, Master.HLOS);
    for (int i = 0; i < 5_000; i++) {
      int base = random.nextInt(64);
      int size = 1 + random.nextInt(64 - base);
      Master owner = owners[random.nextInt(4)];
      if (owner.equals(Master.HLOS)) {
        firewall.release(base, size);
      } else {
        firewall.assign(base, size, owner);
      }
      java.util.Arrays.fill(expected, base, base + size, owner);
      int address = random.nextInt(64);
      assertEquals(expected[address], firewall.ownerOf(address));
    }
  }
}
