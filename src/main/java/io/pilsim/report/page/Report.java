package io.pilsim.report.page;

import java.util.ArrayList;
import java.util.List;

/** Everything that is to be shown, whatever it is shown with. */
public record Report(String title, List<Part> parts) {
  public Report {
    parts = List.copyOf(parts);
  }

  /** With the ids of charts made unique: those of a single part are as they are. */
  public static Report of(String title, List<Part> parts) {
    return new Report(title, parts.size() == 1 ? parts : parts.stream().map(Part::apart).toList());
  }

  /** All charts, in their order. */
  public List<Chart> charts() {
    List<Chart> charts = new ArrayList<>();
    for (Part part : parts) {
      for (Section section : part.sections()) {
        for (Block block : section.blocks()) {
          if (block instanceof Chart chart) {
            charts.add(chart);
          }
        }
      }
    }
    return charts;
  }
}
