package io.pilsim.engine.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pilsim.Allocation;
import io.pilsim.engine.stats.Unit;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TraceSinkTest {
  @Test
  void tellingNobodyAllocatesNothing() {
    TraceSink none = TraceSink.NONE;
    int track = none.track("smmu", "tcu");
    assertFalse(none.isOn());
    assertEquals(
        0,
        Allocation.bytesOf(
            10_000,
            () -> {
              none.begin(track, "walk", 1, none.cause());
              none.end(track, 2);
              none.counter(none.counterTrack("smmu", "walks", Unit.COUNT), 1, 2);
              none.instant(track, "fault", 3);
              none.runs(track, 0, none.flow());
              none.nobodyRuns();
            }));
  }

  @Test
  void theRecorderGivesBackWhatItWasTold() {
    TraceRecorder trace = new TraceRecorder();
    int cpu = trace.track("cpu", "cpu0");
    int bytes = trace.counterTrack("tzmem", "bytes_in_use", Unit.BYTES);
    int flow = trace.flow();
    trace.begin(cpu, "smc", 10, flow);
    trace.counter(bytes, 15, 4096);
    trace.instant(cpu, "interrupt", 20);
    trace.end(cpu, 30);
    assertEquals(List.of(new TraceRecorder.Slice("cpu/cpu0", "smc", 10, 30)), trace.slices());
    assertEquals(List.of(new TraceRecorder.Instant("cpu/cpu0", "interrupt", 20)), trace.instants());
    assertEquals(
        List.of(new TraceRecorder.Value("tzmem/bytes_in_use", Unit.BYTES, 15, 4096)),
        trace.values());
    assertEquals(List.of(new TraceRecorder.Station(flow, "cpu/cpu0", 10)), trace.stations());
    assertThrows(IllegalArgumentException.class, () -> trace.track("cpu", "cpu0"));
    trace.begin(cpu, "smc", 40, TraceSink.NO_FLOW);
    assertThrows(
        IllegalArgumentException.class, () -> trace.begin(cpu, "early", 39, TraceSink.NO_FLOW));
    assertThrows(IllegalArgumentException.class, () -> trace.end(cpu, 39));
  }
}
