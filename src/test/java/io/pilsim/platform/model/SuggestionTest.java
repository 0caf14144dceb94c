package io.pilsim.platform.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SuggestionTest {
  /** By hand: one edit each for an inserted, lost, wrong or swapped letter. */
  @ParameterizedTest
  @CsvSource({
    "driver, driver, 0",
    "drivers, driver, 1",
    "diver, driver, 1",
    "drover, driver, 1",
    "drievr, driver, 1",
    "dirvre, driver, 2",
    "ca, abc, 3",
    "'', abc, 3",
  })
  void countsInsertionsDeletionsReplacementsAndSwaps(String a, String b, int distance) {
    assertEquals(distance, Suggestion.distance(a, b));
  }

  @Test
  void namesTheNearest() {
    List<String> known = List.of("host", "driver", "workload");
    assertEquals(Optional.of("driver"), Suggestion.of("dirver", known).nearest());
    assertEquals(" (did you mean workload?)", Suggestion.of("Worklod", known).question());
  }

  @Test
  void listsAllWhenNoneIsNear() {
    assertEquals(
        ", expected one of qhee, kvm",
        Suggestion.of("windows", List.of("qhee", "kvm")).orAll(List.of("qhee", "kvm")));
  }
}
