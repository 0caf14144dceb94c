package io.pilsim.formats.mbn;

import java.util.List;
import java.util.Optional;

/**
 * What the loader does with an image and a carveout: segments in their order, and then, if it gives
 * up, why.
 */
public record LoadPlan(List<PlacedSegment> segments, Optional<LoadFailure> failure) {
  public LoadPlan {
    segments = List.copyOf(segments);
  }

  /**
   * How the loader gives up.
   *
   * @param errno as the kernel returns it: negative
   * @param log the line that it writes to the kernel log
   */
  public record LoadFailure(int errno, String log) {}

  public long copiedBytes() {
    return segments.stream().mapToLong(placed -> placed.source().length()).sum();
  }

  public long clearedBytes() {
    return segments.stream().mapToLong(PlacedSegment::zeroBytes).sum();
  }
}
