package io.pilsim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class PropertyTest {
  private static int digit(SplittableRandom random) {
    return random.nextInt(10);
  }

  @Test
  void whatBreaksALawIsShortenedToWhatItTakes() {
    Property<Integer> noSevenAfterAThree =
        new Property<>(
            PropertyTest::digit,
            (setting, steps) -> {
              int three = steps.indexOf(3);
              assertFalse(three >= 0 && steps.lastIndexOf(7) > three, "7 after 3");
            });
    AssertionError broken =
        assertThrows(AssertionError.class, () -> noSevenAfterAThree.check(100, 200));
    assertTrue(
        broken.getMessage().matches("seed \\d+, 2 of \\d+ steps: \\[3, 7]: .*"),
        broken.getMessage());
    assertEquals("7 after 3", broken.getCause().getMessage().split(" ==>", 2)[0]);
  }

  @Test
  void theSettingIsTheSameHoweverManyStepsAreLeft() {
    Set<Integer> settings = new HashSet<>();
    Property<Integer> never =
        new Property<>(
            PropertyTest::digit,
            (setting, steps) -> {
              settings.add(setting.nextInt());
              throw new IllegalStateException("" + steps.size());
            });
    AssertionError broken = assertThrows(AssertionError.class, () -> never.check(1, 50));
    assertEquals(List.of("0"), List.of(broken.getCause().getMessage()));
    assertEquals(1, settings.size());
  }
}
