package io.pilsim.formats.ftrace;

import io.pilsim.formats.ftrace.TextCursor.Unexpected;

/**
 * A line of {@code /sys/kernel/tracing/trace}, of {@code trace-cmd report} or of dmesg.
 *
 * <p>Source: Linux, Documentation/trace/ftrace.rst; trace-cmd-report(1); dmesg(1).
 */
final class LineParser {
  private static final long NS_PER_SECOND = 1_000_000_000;
  private static final long LAST_SECOND = 4_000_000_000L;

  private LineParser() {}

  static TraceLine parse(long number, String text) throws Unexpected {
    TextCursor at = new TextCursor(text);
    at.spaces();
    if (at.isAt("CPU:")) {
      return new TraceLine(number, "", TraceLine.NO_TASK, 0, 0, lost(at));
    }
    if (at.isAt("[") || at.isAtDigitBehind("<")) {
      return message(number, at);
    }
    return event(number, text);
  }

  /** {@code CPU:2 [LOST 31 EVENTS]}, {@code CPU:2 [31 EVENTS DROPPED]}. */
  private static TraceEvent lost(TextCursor at) throws Unexpected {
    int cpu = at.expect("CPU:").number();
    at.expect(" [");
    boolean first = at.passes("LOST ");
    long count = at.isAt("EVENTS") ? 0 : at.decimal();
    at.passes(" ");
    at.expect(first ? "EVENTS]" : "EVENTS DROPPED]").end();
    return new TraceEvent.Lost(cpu, count);
  }

  /** {@code <6>[ 12.345678] text}. */
  private static TraceLine message(long number, TextCursor at) throws Unexpected {
    if (at.passes("<")) {
      at.decimal();
      at.expect(">");
    }
    at.expect("[");
    at.spaces();
    long atNs = time(at);
    at.expect("]").expect(" ");
    return new TraceLine(number, "", TraceLine.NO_TASK, 0, atNs, new TraceEvent.Message(at.rest()));
  }

  /** {@code task-pid [cpu] flags seconds: event: text}; task names may hold anything. */
  private static TraceLine event(long number, String text) throws Unexpected {
    int bracket = processorIn(text);
    if (bracket < 0) {
      throw new Unexpected("neither an event nor a message: no processor such as [003]");
    }
    String before = text.substring(0, bracket).strip();
    int group = before.lastIndexOf(" (");
    String task = (group > 0 && before.endsWith(")") ? before.substring(0, group) : before).strip();
    int dash = task.lastIndexOf('-');
    if (dash <= 0) {
      throw new Unexpected("no task and process id before the processor");
    }
    int pid = new TextCursor(task.substring(dash + 1)).number();
    TextCursor at = new TextCursor(text).goTo(bracket);
    int cpu = at.expect("[").number();
    at.expect("]").spaces();
    if (!at.isAtDigit()) {
      at.word(); // whether interrupts are off and the like
      at.spaces();
    }
    long atNs = time(at);
    at.expect(":").spaces();
    String name = at.until(':');
    at.spaces();
    return new TraceLine(
        number, task.substring(0, dash), pid, cpu, atNs, EventParser.parse(name, at));
  }

  /** Where three digits or more stand in brackets, with a task before and a space behind. */
  private static int processorIn(String text) {
    for (int at = text.indexOf(" [", 1); at >= 0; at = text.indexOf(" [", at + 1)) {
      int end = at + 2;
      while (end < text.length() && TextCursor.isDigit(text.charAt(end))) {
        end++;
      }
      if (end >= at + 5 && text.startsWith("] ", end)) {
        return at + 1;
      }
    }
    return -1;
  }

  private static long time(TextCursor at) throws Unexpected {
    long seconds = at.decimal();
    if (seconds > LAST_SECOND) {
      throw new Unexpected("no kernel runs for " + seconds + " seconds");
    }
    return seconds * NS_PER_SECOND + at.expect(".").nanoseconds();
  }
}
