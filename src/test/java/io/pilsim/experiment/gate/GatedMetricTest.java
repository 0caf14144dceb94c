package io.pilsim.experiment.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.experiment.Replicated;
import io.pilsim.formats.baseline.BaselineMetric;
import io.pilsim.formats.baseline.BaselineVariant;
import io.pilsim.platform.model.Dimension;
import io.pilsim.platform.model.Origin;
import io.pilsim.platform.model.Quantity;
import io.pilsim.platform.scenario.Expectation;
import io.pilsim.platform.scenario.GateBudget;
import io.pilsim.platform.scenario.GateBudget.Better;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class GatedMetricTest {
  private record Seen(
      boolean usedChance, boolean completed, Map<String, String> units, List<Double> of)
      implements Replicated {
    @Override
    public String variant() {
      return "base";
    }

    @Override
    public int replications() {
      return Math.max(of.size(), 1);
    }

    @Override
    public SortedSet<String> leavesRead() {
      return new TreeSet<>();
    }

    @Override
    public double[] values(String metric, Expectation.Statistic statistic) {
      return of.stream().mapToDouble(Double::doubleValue).toArray();
    }
  }

  private static Seen exactly(double value) {
    return new Seen(false, true, Map.of("map.latency", "ns"), List.of(value));
  }

  private static Seen byChance(double... values) {
    List<Double> boxed = Arrays.stream(values).boxed().toList();
    return new Seen(true, true, Map.of("map.latency", "ns"), boxed);
  }

  private static BaselineVariant baseline(double... values) {
    TreeMap<String, BaselineMetric> metrics = new TreeMap<>();
    if (values.length > 0) {
      List<Double> boxed = Arrays.stream(values).boxed().toList();
      metrics.put("map.latency", new BaselineMetric("ns", boxed));
    }
    TreeMap<String, String> none = new TreeMap<>();
    return new BaselineVariant("base", true, values.length > 1, none, none, none, metrics);
  }

  private static GateBudget budget(Better better, String change) {
    return new GateBudget(
        Optional.empty(),
        "map.latency",
        Expectation.Statistic.MEAN,
        better,
        Quantity.known(change),
        Dimension.DURATION,
        Origin.of("test"));
  }

  private static GateRow row(GateBudget budget, BaselineVariant baseline, Seen seen) {
    GatedMetric metric = new GatedMetric(budget, baseline);
    metric.look(seen, 0.025);
    metric.correct(metric.p());
    return metric.row();
  }

  private static GateState exact(Better better, String change, double was, double is) {
    return row(budget(better, change), baseline(was), exactly(is)).state();
  }

  @Test
  void exactFiguresFailBeyondTheBudgetAndNotAtIt() {
    assertEquals(GateState.UNCHANGED, exact(Better.LOWER, "0", 1000, 1000));
    assertEquals(GateState.WITHIN, exact(Better.LOWER, "2 %", 1000, 1020));
    assertEquals(GateState.FAILED, exact(Better.LOWER, "2 %", 1000, 1020.001));
    assertEquals(GateState.WITHIN, exact(Better.LOWER, "50 ns", 1000, 1050));
    assertEquals(GateState.FAILED, exact(Better.LOWER, "50 ns", 1000, 1050.001));
    assertEquals(GateState.BETTER, exact(Better.LOWER, "0", 1000, 1));
  }

  @Test
  void whereMoreIsBetterLessIsWorse() {
    assertEquals(GateState.BETTER, exact(Better.HIGHER, "0", 1000, 1001));
    assertEquals(GateState.WITHIN, exact(Better.HIGHER, "2 %", 1000, 980));
    assertEquals(GateState.FAILED, exact(Better.HIGHER, "2 %", 1000, 979.999));
  }

  @Test
  void aShareOfNothingIsNothing() {
    assertEquals(GateState.FAILED, exact(Better.LOWER, "50 %", 0, 1));
  }

  @Test
  void whatTheBaselineLacksIsNewAndWhatTheRunLacksHasVanished() {
    GateBudget budget = budget(Better.LOWER, "2 %");
    assertEquals(GateState.NEW, row(budget, baseline(), exactly(1)).state());
    Seen gone = new Seen(false, true, Map.of(), List.of());
    GateRow row = row(budget, baseline(7), gone);
    assertEquals(GateState.VANISHED, row.state());
    assertEquals(7, row.before().orElseThrow());
    assertTrue(row.now().isEmpty());
  }

  @Test
  void aFlowThatNoLongerGoesThroughTakesItsMetricsAlong() {
    Seen stuck = new Seen(false, false, Map.of("map.latency", "ns"), List.of(1.0));
    assertEquals(
        GateState.VANISHED, row(budget(Better.LOWER, "2 %"), baseline(1000), stuck).state());
  }

  /**
   * Differences of 11, 12 and 13 with a budget of 10: an excess of 1, 2 and 3 has mean 2 and error
   * 1/sqrt(3), so t is 3.46; with two degrees of freedom its upper tail is (1 - t/sqrt(t^2+2)) / 2.
   */
  @Test
  void chanceIsWeighedByPairs() {
    GateBudget budget = budget(Better.LOWER, "10 ns");
    GateRow row = row(budget, baseline(100, 200, 300), byChance(111, 212, 313));
    double t = 2 * Math.sqrt(3);
    assertEquals((1 - t / Math.sqrt(t * t + 2)) / 2, row.p(), 1e-9);
    assertEquals(GateState.INCONCLUSIVE, row.state());
    assertEquals(12, row.difference(), 1e-9);
    assertEquals(3, row.n());
    // 11, 12, 13 are far below a budget of a hundred
    budget = budget(Better.LOWER, "100 ns");
    assertEquals(
        GateState.WITHIN, row(budget, baseline(100, 200, 300), byChance(111, 212, 313)).state());
    // and far above a budget of one, with so little noise
    budget = budget(Better.LOWER, "1 ns");
    assertEquals(
        GateState.FAILED, row(budget, baseline(100, 200, 300), byChance(112, 212, 312.5)).state());
  }

  @Test
  void oneReplicationThatDiffersTellsNothing() {
    GateRow row = row(budget(Better.LOWER, "1 %"), baseline(100, 200), byChance(150));
    assertEquals(GateState.INCONCLUSIVE, row.state());
    assertTrue(row.change().isEmpty());
  }

  @Test
  void replicationsThatAreAllTheSameAreUnchangedHoweverMuchTheyScatter() {
    GateRow row = row(budget(Better.LOWER, "0"), baseline(100, 200, 5), byChance(100, 200, 5));
    assertEquals(GateState.UNCHANGED, row.state());
    assertEquals(0, row.difference());
  }
}
