package io.pilsim.experiment.calibrate;

import io.pilsim.formats.ftrace.TraceEvent;
import io.pilsim.formats.ftrace.TraceLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The times between the events of each task of a trace. Those of the same kind of interval are told
 * apart by their number, so that another trace of the same story has the same names.
 */
final class TraceTimes {
  private static final String POWERING = "powering up ";
  private static final List<String> MESSAGES =
      List.of(POWERING, "Booting fw image", "is now up", "stopped remote processor");

  private static final class Task {
    private String processor = "";
    private String last = "";
    private long lastNs;
    private final List<String> names = new ArrayList<>();
    private final List<Long> times = new ArrayList<>();
  }

  private final Map<Integer, Task> tasks = new TreeMap<>();
  private final SortedMap<String, Double> times = new TreeMap<>();

  private TraceTimes() {}

  /** Nanoseconds by name. */
  static SortedMap<String, Double> of(List<TraceLine> lines) {
    TraceTimes found = new TraceTimes();
    lines.forEach(found::take);
    Map<String, Integer> counts = new HashMap<>();
    for (Task task : found.tasks.values()) {
      for (int i = 0; i < task.names.size(); i++) {
        String name = task.processor + " " + task.names.get(i);
        int number = counts.merge(name, 1, Integer::sum);
        found.times.put(name + " #" + number, (double) task.times.get(i));
      }
    }
    return found.times;
  }

  private void take(TraceLine line) {
    String kind = kind(line.event());
    if (kind.isEmpty()) {
      return;
    }
    Task task = tasks.computeIfAbsent(line.pid(), any -> new Task());
    nameAfter(task, line.event());
    if (!task.last.isEmpty()) {
      task.names.add(task.last + " to " + kind);
      task.times.add(line.atNs() - task.lastNs);
    }
    task.last = kind;
    task.lastNs = line.atNs();
  }

  private static void nameAfter(Task task, TraceEvent event) {
    if (task.processor.isEmpty() && event instanceof TraceEvent.Message message) {
      int at = message.text().indexOf(POWERING);
      if (at >= 0) {
        task.processor = message.text().substring(at + POWERING.length());
      }
    }
  }

  private static String kind(TraceEvent event) {
    if (event instanceof TraceEvent.Map map) {
      return "map " + map.bytes();
    }
    if (event instanceof TraceEvent.Unmap unmap) {
      return "unmap " + unmap.bytes();
    }
    if (event instanceof TraceEvent.Attach) {
      return "attach";
    }
    if (event instanceof TraceEvent.SmcRequest request) {
      return String.format(Locale.ROOT, "smc 0x%02x.0x%02x", request.service(), request.command());
    }
    if (event instanceof TraceEvent.SmcDone) {
      return "done";
    }
    return event instanceof TraceEvent.Message message ? message(message.text()) : "";
  }

  private static String message(String text) {
    return MESSAGES.stream().filter(text::contains).findFirst().orElse("").strip();
  }
}
