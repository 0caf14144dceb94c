package io.pilsim.platform;

import io.pilsim.engine.stats.Latency;
import io.pilsim.engine.stats.OrderedLatency;
import io.pilsim.engine.stats.Unit;

/** One measured thing, named by its path. */
public sealed interface Metric {
  String path();

  Unit unit();

  /** Occurs once per run. In the engine's unit: picoseconds for a time. */
  record Value(String path, Unit unit, double value) implements Metric {}

  /** Of many transactions in one run. */
  record Distribution(String path, Unit unit, Latency latency) implements Metric {}

  /** Of many transactions in one run, in their order: where the warm-up ends is yet to be found. */
  record Ordered(String path, Unit unit, OrderedLatency series) implements Metric {}
}
