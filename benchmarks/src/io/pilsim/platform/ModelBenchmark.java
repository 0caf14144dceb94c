package io.pilsim.platform;

import io.pilsim.engine.EngineKind;
import io.pilsim.platform.model.ModelFiles;
import io.pilsim.platform.scenario.Assignment;
import io.pilsim.platform.scenario.PlannedVariant;
import io.pilsim.platform.scenario.ScenarioPlan;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The whole model: what a run of a scenario gets through in a second of the host. The machine is
 * wired anew for each run, as for each trial of a sweep.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class ModelBenchmark {
  /** What JMH divides by the time. */
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  @State(Scope.Thread)
  public static class Done {
    public long pairs;
    public long boots;
  }

  /** Pairs of map and unmap. */
  @State(Scope.Thread)
  public static class Pairs {
    private static final int PER_CPU = 2_000;

    @Param({"1", "8", "64"})
    int cpus;

    private Planned planned;

    @Setup
    public void plan() {
      planned = new Planned("gate/gate-map.yaml", "workload.cpus=" + cpus, pairs());
    }

    private static String pairs() {
      return "workload.pairs=" + PER_CPU;
    }
  }

  /** Boots of five processors at once. */
  @State(Scope.Thread)
  public static class Boots {
    private Planned planned;

    @Setup
    public void plan() {
      planned = new Planned("boot-all.yaml");
    }
  }

  /** The first variant of a scenario, to be run again and again. */
  private static final class Planned {
    private final PlannedVariant variant;
    private final SimulationRun runner = new SimulationRun();

    Planned(String scenario, String... sets) {
      List<Assignment> assignments = Stream.of(sets).map(Assignment::parse).toList();
      ModelFiles models = new ModelFiles(Path.of("model"));
      Path file = Path.of("scenarios", scenario);
      variant = ScenarioPlan.load(file, models, assignments, List.of()).variants().get(0);
    }

    RunOutcome run() {
      EngineKind engine = EngineKind.DEFAULT;
      return runner.run(new RunSpec(variant.scenario(), variant.model().reader(), 1, 0, engine));
    }
  }

  @Benchmark
  public RunOutcome pairs(Pairs state, Done done) {
    done.pairs += (long) state.cpus * Pairs.PER_CPU;
    return state.planned.run();
  }

  @Benchmark
  public RunOutcome boots(Boots state, Done done) {
    done.boots++;
    return state.planned.run();
  }
}
