package io.pilsim.flow;

import java.util.ArrayList;
import java.util.List;

/** Invariants of the modelled software that did not hold at some time, each once. */
public final class Findings {
  private static final int MOST = 200;

  private final List<String> lines = new ArrayList<>();

  void add(String line) {
    if (lines.size() < MOST && !lines.contains(line)) {
      lines.add(line);
    }
  }

  public List<String> lines() {
    return List.copyOf(lines);
  }
}
