package io.pilsim.platform;

import io.pilsim.engine.LookAhead;
import io.pilsim.engine.Simulator;
import io.pilsim.hardware.dma.DmaStream;
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

/**
 * Translated requests per host second, as {@code translate:requests}, beside {@code bare:requests}:
 * the same look-ups and table reads without any time, see {@link BareTranslation}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class TranslationBenchmark {
  private static final long SLICE_PS = 100_000_000;
  private static final int BARE_REQUESTS = 1_000;

  @Param({"MICRO_TLB_HIT", "MAIN_TLB_HIT", "WALK_CACHE_HIT", "FULL_WALK"})
  TranslationLoad load;

  @Param({"1", "4"})
  int devices;

  private Simulator sim;
  private DmaMachine machine;
  private BareTranslation bare;

  /** What JMH divides by the time. */
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  @State(Scope.Thread)
  public static class Done {
    public long requests;
  }

  @Setup
  public void wire() {
    sim = TranslationLoad.heap(LookAhead.ON);
    machine = load.machine(devices, sim);
    bare = new BareTranslation(load, devices);
  }

  @Benchmark
  public void translate(Done done) {
    long before = completed();
    sim.runUntil(sim.nowPs() + SLICE_PS);
    done.requests += completed() - before;
  }

  @Benchmark
  public long bare(Done done) {
    done.requests += BARE_REQUESTS;
    return bare.translate(BARE_REQUESTS);
  }

  private long completed() {
    long sum = 0;
    for (DmaStream stream : machine.streams) {
      sum += stream.measuredLatency().count();
    }
    return sum;
  }
}
