package io.pilsim.experiment.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.platform.model.BadInputException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TrialPlaceTest {
  @Test
  void aClusterHasOneMasterOrSeveral() {
    assertEquals(List.of("host:7077"), TrialPlace.parse("spark://host:7077").masters());
    assertEquals(
        List.of("10.0.0.1:7077", "[::1]:1"),
        TrialPlace.parse("spark://10.0.0.1:7077,[::1]:1").masters());
    assertTrue(TrialPlace.parse("local").masters().isEmpty());
    assertTrue(TrialPlace.parse("spark-local").masters().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "spark",
        "spark://",
        "spark://host",
        "spark://host:",
        "spark://host:0",
        "spark://host:65536",
        "spark://host:7077,",
        "spark://host:7077/path",
        "spark://a host:7077",
        "yarn",
        "local[4]"
      })
  void anythingElseIsNoPlace(String text) {
    BadInputException bad = assertThrows(BadInputException.class, () -> TrialPlace.parse(text));
    assertEquals(1, bad.lines().size());
    assertTrue(
        bad.lines()
            .get(0)
            .startsWith(
                "--on: '"
                    + text
                    + "' is no place, expected local, spark-local or spark://HOST:PORT"),
        bad.lines().get(0));
  }

  @Test
  void aSlipOfTheFingerIsUnderstood() {
    BadInputException bad =
        assertThrows(BadInputException.class, () -> TrialPlace.parse("sparklocal"));
    assertTrue(bad.lines().get(0).endsWith(" (did you mean spark-local?)"), bad.lines().get(0));
  }
}
