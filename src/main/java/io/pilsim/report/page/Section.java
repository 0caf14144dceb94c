package io.pilsim.report.page;

import java.util.List;

/** A chapter of what a result says. */
public record Section(String id, String title, List<Block> blocks) {
  public Section {
    blocks = List.copyOf(blocks);
  }
}
