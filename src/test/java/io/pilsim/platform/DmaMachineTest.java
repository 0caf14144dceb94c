package io.pilsim.platform;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.Allocation;
import io.pilsim.engine.EngineKind;
import io.pilsim.engine.RandomStreams;
import io.pilsim.engine.Simulator;
import io.pilsim.hardware.dma.DmaStream;
import io.pilsim.platform.scenario.DmaWorkload;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams may be as long as one likes: nothing is left behind by a request. */
final class DmaMachineTest {
  private static final long MICROSECOND_PS = 1_000_000;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"sa8775p", "gem5-smmuv3", "mmu700"})
  void requestsAllocateNothing(String platform) {
    DmaBench bench = new DmaBench(folder);
    RunSpec spec =
        bench.spec(
            EngineKind.DEFAULT,
            platform,
            "{a: {pattern: uniform, working_set: 16 MiB, writes: 25 %},"
                + " b: {pattern: zipf, working_set: 16 MiB, rate: 1 GB/s, stages: nested}}",
            "run.duration=1 s");
    DmaWorkload workload = spec.scenario().workload().dma().orElseThrow();
    RandomStreams random = new RandomStreams(1, 0);
    Simulator sim = EngineKind.DEFAULT.create();
    DmaMachine machine =
        new DmaMachine(
            workload,
            spec.model(),
            new DmaSources(new InputCache(InputFiles.ON_DISK), random),
            random,
            sim,
            DmaMachine.Smmu.PRESENT);
    machine.streams.forEach(DmaStream::start);
    long bytes = Allocation.bytesOf(500, () -> sim.runUntil(sim.nowPs() + MICROSECOND_PS));
    assertTrue(bytes < 10_000, bytes + " bytes");
    assertTrue(machine.streams.get(0).measuredBytes() > 500 * 64);
  }
}
