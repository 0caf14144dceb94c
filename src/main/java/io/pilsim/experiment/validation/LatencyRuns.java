package io.pilsim.experiment.validation;

import io.pilsim.experiment.validation.PublishedTable.Cell;
import io.pilsim.platform.Metric;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Runs that show latencies of map and unmap for the cells of a table, each made once. */
final class LatencyRuns {
  private final Map<String, List<Metric>> runs = new TreeMap<>();

  /**
   * The latency that a cell's column names.
   *
   * @param key of what the cell's run does
   */
  double meanUs(Cell cell, String key, Supplier<List<Metric>> run) {
    List<Metric> metrics = runs.computeIfAbsent(key, any -> run.get());
    String path = cell.column().startsWith("map") ? "map.latency" : "unmap.latency";
    return HotSetup.meanUs(metrics, path);
  }
}
