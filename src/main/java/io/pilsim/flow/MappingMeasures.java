package io.pilsim.flow;

import io.pilsim.engine.stats.Sample;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.engine.stats.Unit;

/** The page-table work of a mapping. */
final class MappingMeasures {
  private final Sample calls;
  private final Sample leaves;
  private final Sample tables;

  MappingMeasures(StatGroup stats) {
    this.calls = stats.sample("calls", Unit.COUNT, "calls of map_pages");
    this.leaves = stats.sample("leaf_ptes", Unit.COUNT, "page and block descriptors written");
    this.tables = stats.sample("tables", Unit.COUNT, "tables it needs, the root not counted");
  }

  void take(long calls, long leaves, long tables) {
    this.calls.take(calls);
    this.leaves.take(leaves);
    this.tables.take(tables);
  }
}
