package io.pilsim.experiment.capacity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Against figures computed apart from this program, and against closed forms. */
final class ClosedNetworkTest {
  private static final long[] CUSTOMERS = {1, 2, 4, 8, 16};
  private static final double TOLERANCE = 1e-8;

  private static void check(ClosedNetwork network, double... rates) {
    for (int i = 0; i < rates.length; i++) {
      assertEquals(rates[i], network.throughput(CUSTOMERS[i]), TOLERANCE, "n=" + CUSTOMERS[i]);
      assertTrue(network.throughput(CUSTOMERS[i]) <= network.bound(CUSTOMERS[i]) + TOLERANCE);
    }
  }

  @Test
  void oneStationWithThinking() {
    check(
        new ClosedNetwork(1, List.of(0.2)),
        .83333333,
        1.62162162,
        3.00828553,
        4.64976074,
        4.99975430);
  }

  @Test
  void threeStationsWithThinking() {
    check(
        new ClosedNetwork(1, List.of(0.1, 0.2, 0.15)),
        .68965517,
        1.33333333,
        2.46112226,
        3.98979339,
        4.89723810);
  }

  /** With equal demands and no thinking, X = n / (D (n + k - 1)). */
  @Test
  void balancedNetworkHasItsClosedForm() {
    for (int stations = 1; stations <= 5; stations++) {
      ClosedNetwork network = new ClosedNetwork(0, Collections.nCopies(stations, 0.25));
      for (long n = 1; n <= 20; n++) {
        assertEquals(n / (0.25 * (n + stations - 1)), network.throughput(n), TOLERANCE);
      }
    }
  }

  /** The machine repairman: one M/M/1 station is Erlang's loss formula turned round. */
  @Test
  void oneStationIsTheMachineRepairman() {
    ClosedNetwork network = new ClosedNetwork(3, List.of(0.5));
    for (int n = 1; n <= 12; n++) {
      double blocked = 1;
      double load = 3 / 0.5; // thinking over service
      for (int k = 1; k <= n; k++) {
        blocked = load * blocked / (k + load * blocked);
      }
      assertEquals((1 - blocked) / 0.5, network.throughput(n), TOLERANCE);
    }
  }

  @Test
  void boundTurnsWhereTheBusiestStationIsSaturated() {
    ClosedNetwork network = new ClosedNetwork(1, List.of(0.1, 0.2, 0.15));
    assertEquals(1.45 / 0.2, network.saturation(), TOLERANCE);
    assertEquals(7 / 1.45, network.bound(7), TOLERANCE);
    assertEquals(5, network.bound(8), TOLERANCE);
    assertEquals(8 / 2.0, new ClosedNetwork(2, List.of()).bound(8), TOLERANCE);
  }
}
