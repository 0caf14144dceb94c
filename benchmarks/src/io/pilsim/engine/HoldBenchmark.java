package io.pilsim.engine;

import java.util.concurrent.TimeUnit;
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

/** Events per second, as {@code hold:events}, of each engine in the hold model. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class HoldBenchmark {
  private static final int EVENTS_PER_CALL = 10_000;

  @Param({"WHEEL", "HEAP", "REFERENCE", "SSJ"})
  BenchedEngine engine;

  @Param({"16", "256", "4096", "65536"})
  int pending;

  @Param({"bimodal", "exponential"})
  String delays;

  private HoldModel model;
  private long durationPs;

  /** What JMH divides by the time. */
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  @State(Scope.Thread)
  public static class Fired {
    public long events;
  }

  @Setup
  public void fill() {
    Delays drawn = Delays.of(delays);
    model = new HoldModel(engine.create(), pending, drawn);
    durationPs = 1 + (long) (drawn.meanPs() * EVENTS_PER_CALL / pending);
  }

  @Benchmark
  public void hold(Fired fired) {
    fired.events += model.run(durationPs);
  }
}
