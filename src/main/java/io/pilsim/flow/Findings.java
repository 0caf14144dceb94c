package io.pilsim.flow;

import java.util.ArrayList;
import java.util.List;

/** Invariants of the modelled software that did not hold, each with how often. */
public final class Findings {
  private static final int MOST = 200;

  private static final class Finding {
    final String text;
    long times;

    Finding(String text) {
      this.text = text;
    }
  }

  private final List<Finding> all = new ArrayList<>();

  void add(String text) {
    for (Finding each : all) {
      if (each.text.equals(text)) {
        each.times++;
        return;
      }
    }
    if (all.size() < MOST) {
      Finding finding = new Finding(text);
      finding.times = 1;
      all.add(finding);
    }
  }

  public boolean isEmpty() {
    return all.isEmpty();
  }

  public List<String> lines() {
    return all.stream()
        .map(each -> each.times == 1 ? each.text : each.text + " (" + each.times + " times)")
        .toList();
  }
}
