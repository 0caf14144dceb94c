package io.pilsim.experiment.calibrate;

import io.pilsim.engine.EngineKind;
import io.pilsim.engine.stats.Latency;
import io.pilsim.platform.Metric;
import io.pilsim.platform.RunOutcome;
import io.pilsim.platform.RunSpec;
import io.pilsim.platform.Runner;
import io.pilsim.platform.model.ModelFiles;
import io.pilsim.platform.model.ModelTree;
import io.pilsim.platform.scenario.Assignment;
import io.pilsim.platform.scenario.PlannedVariant;
import io.pilsim.platform.scenario.ScenarioPlan;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** A run of {@code dma_map_benchmark}, by the model. */
final class BenchmarkStory implements MeasuredStory {
  private static final double PS_PER_NS = 1e3;

  private final MapBenchmark benchmark;
  private final PlannedVariant plan;
  private final Runner runner;
  private final SortedSet<String> leavesRead = new TreeSet<>();

  private BenchmarkStory(MapBenchmark benchmark, PlannedVariant plan, Runner runner) {
    this.benchmark = benchmark;
    this.plan = plan;
    this.runner = runner;
  }

  /**
   * @param options what is known of the board beside what the benchmark tells
   */
  static BenchmarkStory of(
      ModelFiles models,
      String platform,
      MapBenchmark benchmark,
      List<Assignment> options,
      Runner runner) {
    ScenarioPlan plan =
        ScenarioPlan.ofOptions("calibrate", models, benchmark.assignments(platform, options));
    return new BenchmarkStory(benchmark, plan.variants().get(0), runner);
  }

  @Override
  public ModelTree model() {
    return plan.model();
  }

  @Override
  public SortedSet<String> leavesRead() {
    return leavesRead;
  }

  @Override
  public SortedMap<String, Double> times(ModelTree model) {
    RunOutcome outcome =
        runner.run(
            new RunSpec(
                plan.scenario(),
                model.reader(),
                plan.scenario().run().seed(),
                0,
                EngineKind.DEFAULT));
    leavesRead.addAll(outcome.leavesRead());
    SortedMap<String, Double> times = new TreeMap<>();
    for (Metric metric : outcome.metrics()) {
      if (metric instanceof Metric.Distribution of) {
        if (of.path().equals("map.latency")) {
          times.put(benchmark.map().name(), meanNs(of.latency()));
        } else if (of.path().equals("unmap.latency")) {
          times.put(benchmark.unmap().name(), meanNs(of.latency()));
        }
      }
    }
    return times;
  }

  private static double meanNs(Latency latency) {
    return latency.sumPs() / PS_PER_NS / latency.count();
  }
}
