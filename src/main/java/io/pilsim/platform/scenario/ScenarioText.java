package io.pilsim.platform.scenario;

import io.pilsim.platform.model.Origin;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A scenario file taken apart, before its parts are checked against each other. */
final class ScenarioText {
  /** A variant as written. */
  record Variant(String name, Origin origin, List<Setting> overrides) {}

  /** An expectation as written. */
  record Line(String text, Origin origin) {}

  /** A budget of the gate as written: the values of its keys. */
  record Budget(Map<String, Line> words, Origin origin) {
    Budget {
      words = Collections.unmodifiableMap(new TreeMap<>(words));
    }
  }

  private final Origin start;
  private final List<Setting> settings = new ArrayList<>();
  private final List<Variant> variants = new ArrayList<>();
  private final List<Line> expectations = new ArrayList<>();
  private final List<Budget> budgets = new ArrayList<>();

  ScenarioText(Origin start) {
    this.start = start;
  }

  /** Where the file begins: the place of what is missing. */
  Origin start() {
    return start;
  }

  List<Setting> settings() {
    return settings;
  }

  List<Variant> variants() {
    return variants;
  }

  List<Line> expectations() {
    return expectations;
  }

  List<Budget> budgets() {
    return budgets;
  }
}
