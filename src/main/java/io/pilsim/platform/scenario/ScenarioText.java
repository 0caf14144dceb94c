package io.pilsim.platform.scenario;

import io.pilsim.platform.model.Origin;
import java.util.ArrayList;
import java.util.List;

/** A scenario file taken apart, before its parts are checked against each other. */
final class ScenarioText {
  /** A variant as written. */
  record Variant(String name, Origin origin, List<Setting> overrides) {}

  /** An expectation as written. */
  record Line(String text, Origin origin) {}

  private final Origin start;
  private final List<Setting> settings = new ArrayList<>();
  private final List<Variant> variants = new ArrayList<>();
  private final List<Line> expectations = new ArrayList<>();

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
}
