package io.pilsim.formats.ftrace;

import io.pilsim.formats.FormatException;
import io.pilsim.formats.ftrace.CapturedTrace.Unreadable;
import io.pilsim.formats.ftrace.TextCursor.Unexpected;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Reads kernel traces in text: {@code trace}, {@code trace-cmd report}, dmesg, or all of them in
 * one file. What cannot be read is noted by its line; memory is bounded by the events that matter.
 */
public final class TraceReader {
  private static final int MOST_EVENTS = 1_000_000;
  private static final int MOST_UNREADABLE = 20;
  private static final String ENTRIES = "entries-in-buffer/entries-written:";

  private final String file;
  private final List<TraceLine> lines = new ArrayList<>();
  private final List<Unreadable> unreadable = new ArrayList<>();
  private long linesRead;
  private long others;
  private long outOfOrder;
  private long lost;
  private long overwritten;
  private long unreadableLines;
  private long lastNs;

  private TraceReader(String file) {
    this.file = file;
  }

  /**
   * Fails when there is nothing in it that it knows, or too much.
   *
   * @param file how messages call it
   */
  public static CapturedTrace read(String file, InputStream in)
      throws IOException, FormatException {
    TraceReader reader = new TraceReader(file);
    BoundedLines all = new BoundedLines(in);
    while (all.next()) {
      reader.line(all);
    }
    return reader.captured();
  }

  private CapturedTrace captured() throws FormatException {
    if (lines.isEmpty() && others == 0) {
      String first =
          unreadable.isEmpty()
              ? ""
              : "; line " + unreadable.get(0).line() + ": " + unreadable.get(0).why();
      throw FormatException.ofFile(
          file, "no event of a kernel trace in " + linesRead + " lines" + first);
    }
    lines.sort(Comparator.comparingLong(TraceLine::atNs)); // stable: same instants stay in order
    return new CapturedTrace(
        file, lines, linesRead, others, outOfOrder, lost, overwritten, unreadable, unreadableLines);
  }

  private void line(BoundedLines all) throws FormatException {
    linesRead++;
    if (all.isTooLong()) {
      refuse("longer than " + BoundedLines.LONGEST + " bytes");
      return;
    }
    String text = all.text();
    if (all.isBinary()) {
      refuse("holds control characters, expected text");
    } else if (!isHeader(text)) {
      try {
        take(LineParser.parse(linesRead, text));
      } catch (Unexpected e) {
        refuse(e.getMessage());
      }
    }
  }

  private boolean isHeader(String text) {
    String bare = text.strip();
    if (bare.startsWith("#")) {
      int at = bare.indexOf(ENTRIES);
      if (at >= 0) {
        countOverwritten(bare.substring(at + ENTRIES.length()).strip());
      }
      return true;
    }
    return bare.isEmpty()
        || bare.startsWith("cpus=")
        || bare.startsWith("version = ")
        || (bare.startsWith("CPU ") && bare.endsWith(" is empty"));
  }

  /** {@code 1000/5000 #P:8}. */
  private void countOverwritten(String text) {
    TextCursor at = new TextCursor(text);
    try {
      long kept = at.decimal();
      long written = at.expect("/").decimal();
      overwritten += Math.max(0, written - kept);
    } catch (Unexpected e) {
      refuse(e.getMessage());
    }
  }

  private void take(TraceLine line) throws FormatException {
    if (line.event() instanceof TraceEvent.Lost gap) {
      lost += Math.max(1, gap.count());
      return;
    }
    outOfOrder += line.atNs() < lastNs ? 1 : 0;
    lastNs = Math.max(lastNs, line.atNs());
    if (line.event() instanceof TraceEvent.Other) {
      others++;
    } else if (lines.size() == MOST_EVENTS) {
      throw FormatException.at(
          file,
          (int) Math.min(Integer.MAX_VALUE, linesRead),
          1,
          "more than " + MOST_EVENTS + " events that matter, expected a part of such a trace");
    } else {
      lines.add(line);
    }
  }

  private void refuse(String why) {
    unreadableLines++;
    if (unreadable.size() < MOST_UNREADABLE) {
      unreadable.add(new Unreadable(linesRead, why));
    }
  }
}
