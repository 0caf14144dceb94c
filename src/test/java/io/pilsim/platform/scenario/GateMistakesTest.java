package io.pilsim.platform.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GateMistakesTest {
  private static final String HEAD =
      """
      scenario: s
      platform: soc
      host: kvm
      workload: {flow: boot, remoteprocs: [adsp]}
      variants: {one: {}, two: {driver: v1}}
      """;

  @TempDir private Path folder;
  private Workbench bench;

  @BeforeEach
  void makeBench() {
    bench = new Workbench(folder);
  }

  @Test
  void budgetsAreSharesOrAmountsOfTheMetricsKind() {
    List<GateBudget> budgets =
        bench
            .load(
                HEAD
                    + """
                    run: {replications: 5, max_replications: 20}
                    gate:
                      - {metric: boot.adsp.total_time, better: lower, max_change: 2 %}
                      - {metric: scm.lock.wait_time.p99, better: lower, max_change: 50 us, variant: two}
                      - {metric: boot.adsp.smc_calls, better: lower, max_change: 0}
                      - {metric: simulator.events, better: lower, max_change: 100}
                    """)
            .budgets();
    assertEquals(
        List.of(
            "boot.adsp.total_time better lower max_change 2 %",
            "two: scm.lock.wait_time.p99 better lower max_change 50 us",
            "boot.adsp.smc_calls better lower max_change 0",
            "simulator.events better lower max_change 100"),
        budgets.stream().map(GateBudget::line).toList());
    assertEquals(
        List.of(0.02, 50_000.0, 0.0, 100.0), budgets.stream().map(GateBudget::allowance).toList());
    assertEquals(8, budgets.get(0).origin().line());
  }

  @Test
  void allMistakesAreToldAtOnce() {
    assertEquals(
        List.of(
            "scenario.yaml:7:14: gate.metric: no metric 'boot.adsp.total_tim' (did you mean"
                + " boot.adsp.total_time?)",
            "scenario.yaml:8:44: gate.better: 'less' is unknown, expected one of lower, higher",
            "scenario.yaml:9:61: gate.max_change: '3 KiB' does not fit, expected a share such as 2"
                + " %, or a duration such as 240 ns",
            "scenario.yaml:10:5: gate.max_change: missing, expected lines such as '{metric:"
                + " boot.adsp.total_time, better: lower, max_change: 2 %}'",
            "scenario.yaml:11:75: gate.variant: no variant 'three', expected one of one, two",
            "scenario.yaml:12:35: gate.bettr: unknown key, expected one of metric, better,"
                + " max_change, variant (did you mean better?)",
            "scenario.yaml:13:5: gate: expected lines such as '{metric: boot.adsp.total_time,"
                + " better: lower, max_change: 2 %}'",
            "scenario.yaml:15:5: gate: 'tzmem.pool_bytes' is gated twice"),
        bench.mistakes(
            HEAD
                + """
                gate:
                  - {metric: boot.adsp.total_tim, better: lower, max_change: 2 %}
                  - {metric: boot.adsp.total_time, better: less, max_change: 2 %}
                  - {metric: boot.adsp.scm_wait, better: lower, max_change: 3 KiB}
                  - {metric: boot.adsp.errno, better: lower}
                  - {metric: boot.adsp.scm_hold, better: lower, max_change: 2 %, variant: three}
                  - {metric: boot.adsp.smc_calls, bettr: lower, max_change: 0}
                  - boot.adsp.total_time
                  - {metric: tzmem.pool_bytes, better: lower, max_change: 0}
                  - {metric: tzmem.pool_bytes, better: lower, max_change: 1 KiB, variant: one}
                """));
  }

  @Test
  void anEmptyGateGuardsNothing() {
    assertEquals(1, bench.mistakes(HEAD + "gate: []\n").size());
    assertEquals(1, bench.mistakes(HEAD + "gate: {metric: boot.adsp.errno}\n").size());
  }
}
