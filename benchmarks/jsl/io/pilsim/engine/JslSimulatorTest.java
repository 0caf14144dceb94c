package io.pilsim.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.pilsim.engine.RandomProgram.Delays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Random programs, the same log under JSL's executive as on the reference engine. */
final class JslSimulatorTest {
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "WIDE") // beyond what a double tells apart
  void agreesWithTheReference(Delays delays) {
    for (LookAhead lookAhead : LookAhead.values()) {
      for (long seed = 1; seed <= 50; seed++) {
        assertArrayEquals(
            EnginesAgreeTest.log(new ReferenceSimulator(), delays, 5, 500, seed, 0),
            EnginesAgreeTest.log(new JslSimulator(lookAhead), delays, 5, 500, seed, 0));
      }
    }
  }
}
