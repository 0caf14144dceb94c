package io.pilsim.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pilsim.engine.stats.StatGroup;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What threads that map and unmap must never show. */
final class MapUnmapMeasuresTest {
  private final StatGroup unmap = new StatGroup("unmap");

  private MapUnmapMeasures measures(boolean mayBeStale) {
    return new MapUnmapMeasures(
        new StatGroup("map"), unmap, () -> mayBeStale, new MeasuredWindow(List.of(), 1));
  }

  @Test
  void aReadThatSucceedsAfterAStrictUnmapBreaksALaw() {
    MapUnmapMeasures measures = measures(false);
    measures.lateReads.increment();
    assertEquals(List.of(), unmap.laws().broken());
    measures.lateStale.increment();
    assertEquals(1, unmap.laws().broken().size());
  }

  @Test
  void aReadThatMayFindAnOldEntryIsCountedOnly() {
    measures(true).lateStale.increment();
    assertEquals(List.of(), unmap.laws().broken());
  }
}
