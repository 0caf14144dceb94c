package io.pilsim.hardware.smmu;

import io.pilsim.engine.stats.Counter;
import io.pilsim.engine.stats.StatGroup;

/** What happens in a cache, counted. */
final class CacheCounts {
  final Counter fills;
  final Counter evictions;
  private final Counter lookups;
  private final Counter hits;
  private final Counter misses;

  CacheCounts(StatGroup stats) {
    lookups = stats.counter("lookups", "addresses looked for");
    hits = stats.counter("hits", "lookups that found their entry");
    misses = stats.counter("misses", "lookups that found nothing");
    fills = stats.counter("fills", "entries written");
    evictions = stats.counter("evictions", "entries that left a full set for a new one");
    stats
        .laws()
        .equal("lookups = hits + misses", lookups::value, () -> hits.value() + misses.value());
  }

  void lookup(boolean hit) {
    lookups.increment();
    (hit ? hits : misses).increment();
  }
}
