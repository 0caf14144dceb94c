package io.pilsim.hardware.memory;

import io.pilsim.engine.stats.StatGroup;
import io.pilsim.hardware.smmu.Replacement;
import io.pilsim.hardware.smmu.SetAssociative;
import io.pilsim.hardware.smmu.SetAssociativeParams;
import java.util.Optional;

/**
 * The lines that the caches of the CPUs and the system hold because software wrote them lately: a
 * coherent table walk finds fresh descriptors there, not in memory.
 *
 * <p><b>Models:</b> one cache of so many 64-byte lines, filled by words that are written, least
 * recently used out first; a walk that finds a line leaves it there.
 *
 * <p><b>Does not model:</b> lines that software reads, or that copies and fills leave behind; the
 * levels of the hierarchy; lines dropped with time. So lines stay until as many others of their set
 * have been written.
 */
public final class WrittenLines implements WordListener {
  private static final int LINE_BITS = 6;

  private final Optional<SetAssociative> lines;
  private final long snoopLatencyPs;

  /** Counts its lookups, hits and misses in the group. */
  public WrittenLines(WrittenLinesParams params, StatGroup stats) {
    this.snoopLatencyPs = params.snoopLatencyPs();
    this.lines = params.lines() == 0 ? Optional.empty() : Optional.of(cache(params, stats));
  }

  private static SetAssociative cache(WrittenLinesParams params, StatGroup stats) {
    SetAssociativeParams shape =
        new SetAssociativeParams(params.lines(), params.ways(), Replacement.LRU);
    return new SetAssociative(shape, 0, bound -> 0, stats);
  }

  @Override
  public void wordWritten(long address) {
    if (lines.isPresent()) {
      lines.get().fill(address, LINE_BITS, 0, 0);
    }
  }

  /** Whether a read finds the line of that address. */
  boolean holds(long address) {
    return lines.isPresent() && lines.get().lookup(address, 0, 0) != SetAssociative.NONE;
  }

  long snoopLatencyPs() {
    return snoopLatencyPs;
  }
}
