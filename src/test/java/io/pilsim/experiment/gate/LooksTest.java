package io.pilsim.experiment.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LooksTest {
  private static List<Integer> all(Looks looks) {
    List<Integer> all = new ArrayList<>();
    for (int at = looks.first(); ; at = looks.next(at)) {
      all.add(at);
      if (looks.isLast(at)) {
        return all;
      }
    }
  }

  @Test
  void eachLookSeesTwiceAsManyUpToTheMost() {
    assertEquals(List.of(30), all(new Looks(30, 30)));
    assertEquals(List.of(15, 30, 60, 100), all(new Looks(15, 100)));
    assertEquals(List.of(10, 20), all(new Looks(1, 20)));
    assertEquals(List.of(3), all(new Looks(1, 3)));
  }

  /** By Boole's inequality, whatever the looks have to do with each other. */
  @Test
  void theLevelsOfAllLooksAddUpToHalfOfFivePercent() {
    for (Looks looks : List.of(new Looks(30, 30), new Looks(15, 100), new Looks(1, 1_000_000))) {
      double sum = all(looks).stream().mapToDouble(looks::level).sum();
      assertEquals(0.025, sum, 1e-12);
    }
  }
}
