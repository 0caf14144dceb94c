package io.pilsim.experiment.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pilsim.platform.model.BadInputException;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class DesignTest {
  private static Axis axis(String text) {
    return Axis.parse("--over", text);
  }

  @Test
  void aListIsTakenAsItStandsAndBracketsHoldTogether() {
    assertEquals(List.of("qhee", "kvm"), axis("host=qhee,kvm").values());
    assertEquals(List.of("[a, b]", "[a]"), axis("workload.remoteprocs=[a, b],[a]").values());
  }

  @Test
  void aRangeIsDividedEvenlyWithBothEnds() {
    assertEquals(List.of("1 ms", "4.5 ms", "8 ms"), axis("x=1..8 ms:3").values());
    assertEquals(List.of("512 B", "1 KiB"), axis("x=512 B..1 KiB:2").values());
    assertEquals(List.of("1", "2", "3"), axis("run.seed=1..3:9").values());
  }

  @Test
  void whatIsNoAxisIsSaidInOneLine() {
    for (String bad : List.of("x", "=1", "x=", "x=8..1:3", "x=1 ms..2 KiB:3", "x=a..b:2")) {
      BadInputException e = assertThrows(BadInputException.class, () -> axis(bad), bad);
      assertEquals(1, e.lines().size());
    }
    assertThrows(BadInputException.class, () -> Design.grid(List.of(axis("x=1..2 ms"))));
  }

  @Test
  void aGridHasEveryCombinationOnceAndTheLastAxisChangesFastest() {
    Design grid = Design.grid(List.of(axis("a=1,2"), axis("b=x,y,z")));
    assertEquals(
        List.of("1x", "1y", "1z", "2x", "2y", "2z"),
        IntStream.range(0, grid.size()).mapToObj(i -> String.join("", grid.values(i))).toList());
  }

  /** 20 points over 20 us: one in each microsecond of either axis. */
  @Test
  void aLatinHypercubeMeetsEveryStratumOfEveryAxisOnce() {
    Design cube =
        Design.latinHypercube(List.of(axis("a=0..20000000 ps"), axis("b=0 us..20 us")), 20, 7);
    for (int axis = 0; axis < 2; axis++) {
      int column = axis;
      TreeSet<Long> strata = new TreeSet<>();
      for (int i = 0; i < 20; i++) {
        strata.add(ps(cube.values(i).get(column)) / 1_000_000);
      }
      assertEquals(20, strata.size());
    }
    List<String> first = cube.values(3);
    assertEquals(
        first,
        Design.latinHypercube(List.of(axis("a=0..20000000 ps"), axis("b=0 us..20 us")), 20, 7)
            .values(3));
  }

  /** Every amount here is a whole number of picoseconds. */
  private static long ps(String text) {
    try {
      return io.pilsim.platform.model.Quantity.parse(text).amount();
    } catch (io.pilsim.platform.model.Quantity.Malformed e) {
      throw new AssertionError(e);
    }
  }
}
