package io.pilsim.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class FormatExceptionTest {
  @Test
  void whatAFileHoldsDoesNotSteerTheTerminal() {
    FormatException e = FormatException.at("f\u001b", 1, 2, "no \"\n\u001b[2J\"");
    assertEquals("f\\x1b:1:2: no \"\\x0a\\x1b[2J\"", e.getMessage());
  }
}
