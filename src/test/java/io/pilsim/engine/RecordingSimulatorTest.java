package io.pilsim.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecordingSimulatorTest {
  @Test
  void delaysThatReachTheCalendarAreRecordedInTurn(@TempDir Path folder) throws IOException {
    RecordingSimulator sim = new RecordingSimulator(LookAhead.ON);
    Event last = new Does(Phase.ISSUE, () -> {});
    Event cancelled = new Does(Phase.ISSUE, () -> {});
    sim.after(100, last); // 1 pending
    sim.after(200, cancelled); // 2
    sim.cancel(cancelled);
    sim.after(
        10,
        new Does(
            Phase.ISSUE,
            () -> {
              assertTrue(sim.tryAdvance(5));
              sim.after(7, new Does(Phase.ISSUE, () -> {})); // 2, without the firing one
            })); // 2
    assertTrue(sim.runToQuiescence(1_000));
    assertArrayEquals(new long[] {100, 200, 10, 7}, sim.delaysPs().toArray());
    assertEquals((1 + 2 + 2 + 2) / 4.0, sim.meanPending());
    sim.write(folder.resolve("delays"));
    assertEquals(List.of("100", "200", "10", "7"), Files.readAllLines(folder.resolve("delays")));
  }
}
