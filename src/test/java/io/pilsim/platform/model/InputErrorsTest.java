package io.pilsim.platform.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

final class InputErrorsTest {
  @Test
  void readingEndsWhenThereAreMoreThanAThousandMistakes() {
    InputErrors errors = new InputErrors();
    for (int line = 1; line <= 1_000; line++) {
      errors.add(new Origin("f", line, 1), "", "is wrong");
      errors.add(new Origin("f", line, 1), "", "is wrong");
    }
    assertEquals(1_000, errors.lines().size());
    BadInputException e =
        assertThrows(
            BadInputException.class, () -> errors.add(new Origin("f", 1_001, 1), "", "is wrong"));
    assertEquals(1_001, e.lines().size());
    assertEquals("f:1:1: is wrong", e.lines().get(0));
    assertEquals("f:1001:1: more than 1000 mistakes, reading ends here", e.lines().get(1_000));
  }
}
