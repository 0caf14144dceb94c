package io.pilsim.hardware.dma;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.Allocation;
import io.pilsim.engine.Event;
import io.pilsim.engine.HeapSimulator;
import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.Counter;
import io.pilsim.engine.stats.Latency;
import io.pilsim.engine.stats.Stat;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.hardware.fabric.Firewall;
import io.pilsim.hardware.fabric.Master;
import io.pilsim.hardware.memory.DataPort;
import io.pilsim.hardware.smmu.StreamAccess;
import io.pilsim.hardware.smmu.StreamPort;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Against an SMMU and a memory of fixed latencies, so that every time is a sum. */
final class DmaStreamTest {
  private static final long TRANSLATE_PS = 20_000;
  private static final long MEMORY_PS = 100_000;
  private static final long TRIP_PS = TRANSLATE_PS + MEMORY_PS;
  private static final long HOLE = 0x10_0000;

  private final Simulator sim = new HeapSimulator();
  private final StatGroup stats = new StatGroup("dma.d0");
  private final Firewall firewall = new Firewall(new StatGroup("firewall"));
  private int outstandingAtSmmu;

  @Test
  void aClosedLoopTurnsOverItsOutstandingRequests() {
    DmaStream stream = stream(4, linear(12, new Arrivals.AsRoomAllows()));
    stream.start();
    sim.runUntil(3 * TRIP_PS - 1);
    assertFalse(stream.isAtRest());
    sim.runUntil(3 * TRIP_PS);
    assertTrue(stream.isAtRest());
    assertEquals(3 * TRIP_PS, stream.activePs()); // Little: 12 requests, 4 at a time
    assertEquals(12 * 64, counter("bytes").value());
    assertEquals(TRIP_PS, stat("latency", Latency.class).maxPs());
    assertEquals(TRANSLATE_PS, stat("translation", Latency.class).minPs());
    assertEquals(0, outstandingAtSmmu);
    assertEquals(List.of(), stats.laws().broken());
  }

  @Test
  void anOpenLoopKeepsItsRateAndCountsTheWaitForRoom() {
    // One at a time takes 120 ns; one is due every 50 ns, the first at 50 ns.
    DmaStream stream = stream(1, linear(3, new Arrivals.Periodic(50_000)));
    stream.start();
    sim.runUntil(10_000_000);
    Latency latency = stat("latency", Latency.class);
    assertEquals(TRIP_PS, latency.minPs());
    assertEquals(50_000 + 3 * TRIP_PS - 150_000, latency.maxPs());
    assertEquals(3 * TRIP_PS, stream.activePs());
  }

  @Test
  void anIdleOpenLoopWaitsForTheNextRequestToBeDue() {
    DmaStream stream = stream(8, linear(5, new Arrivals.Periodic(1_000_000)));
    stream.start();
    sim.runUntil(5_000_000 + TRIP_PS - 1);
    assertEquals(4, counter("completed").value());
    sim.runUntil(5_000_000 + TRIP_PS);
    assertEquals(5, counter("completed").value());
    assertEquals(TRIP_PS, stat("latency", Latency.class).maxPs());
  }

  @Test
  void refusedRequestsAreOverAndTheStreamGoesOn() {
    firewall.assign(64, 64, Master.TZ);
    DmaStream stream =
        stream(
            1,
            new PatternSource(
                new StridedPattern(0, 192, 64), new Arrivals.AsRoomAllows(), 64, 0, 3));
    stream.start();
    sim.runUntil(2 * TRIP_PS + TRANSLATE_PS);
    assertTrue(stream.isAtRest());
    assertEquals(1, counter("refused").value());
    assertEquals(2, counter("completed").value());
    DmaStream unmapped =
        new DmaStream(
            1,
            1,
            new PatternSource(
                new StridedPattern(HOLE, 64, 64), new Arrivals.AsRoomAllows(), 64, 0, 1),
            new Smmu(),
            new Memory(),
            firewall,
            Master.dsp(0, "d0"),
            sim,
            new StatGroup("dma.d1"));
    unmapped.start();
    sim.runUntil(10_000_000);
    assertTrue(unmapped.isAtRest());
    assertEquals(0, outstandingAtSmmu);
  }

  @Test
  void aStoppedStreamDrains() {
    DmaStream stream = stream(2, linear(1_000, new Arrivals.AsRoomAllows()));
    stream.start();
    sim.runUntil(TRIP_PS / 2);
    stream.stop();
    assertFalse(stream.isAtRest());
    sim.runUntil(10_000_000);
    assertTrue(stream.isAtRest());
    assertEquals(2, counter("completed").value());
  }

  @Test
  void requestsAllocateNothing() {
    DmaStream stream = stream(16, linear(Long.MAX_VALUE, new Arrivals.AsRoomAllows()));
    stream.start();
    long bytes = Allocation.bytesOf(10_000, () -> sim.runUntil(sim.nowPs() + TRIP_PS));
    assertTrue(bytes < 10_000, bytes + " bytes");
    assertTrue(counter("completed").value() >= 319_000);
  }

  private static RequestSource linear(long requests, Arrivals arrivals) {
    return new PatternSource(new StridedPattern(0, 1 << 16, 64), arrivals, 64, 0, requests);
  }

  private DmaStream stream(int outstanding, RequestSource source) {
    return new DmaStream(
        1,
        outstanding,
        source,
        new Smmu(),
        new Memory(),
        firewall,
        Master.dsp(0, "d0"),
        sim,
        stats);
  }

  private Counter counter(String name) {
    return stat(name, Counter.class);
  }

  private <S extends Stat> S stat(String name, Class<S> type) {
    return type.cast(stats.find("dma.d0." + name).orElseThrow().stat());
  }

  private final class Smmu implements StreamPort {
    @Override
    public void translate(StreamAccess access) {
      outstandingAtSmmu++;
      access.taken(this, sim.nowPs());
      if (access.iova() == HOLE) {
        access.refuse();
      } else {
        access.translated(access.iova());
      }
      sim.after(TRANSLATE_PS, access);
    }

    @Override
    public void release(StreamAccess access) {
      outstandingAtSmmu--;
    }
  }

  private final class Memory implements DataPort {
    @Override
    public void transfer(long address, int bytes, boolean write, Event done) {
      sim.after(MEMORY_PS, done);
    }
  }
}
