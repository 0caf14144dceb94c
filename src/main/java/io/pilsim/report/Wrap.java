package io.pilsim.report;

import java.util.ArrayList;
import java.util.List;

/** Breaks a line at spaces. */
public final class Wrap {
  private Wrap() {}

  /** At most so wide, unless a single word is wider; all but the first begin with the indent. */
  public static List<String> lines(String text, int width, String indent) {
    List<String> lines = new ArrayList<>();
    String rest = text;
    String lead = "";
    while (lead.length() + rest.length() > width) {
      int room = width - lead.length();
      int space = rest.lastIndexOf(' ', room);
      if (space <= 0 || rest.substring(0, space).isBlank()) {
        space = rest.indexOf(' ', room);
      }
      if (space < 0) {
        break;
      }
      lines.add(lead + rest.substring(0, space));
      rest = rest.substring(space + 1);
      lead = indent;
    }
    lines.add(lead + rest);
    return lines;
  }
}
