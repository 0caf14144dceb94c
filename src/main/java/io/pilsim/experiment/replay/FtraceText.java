package io.pilsim.experiment.replay;

import io.pilsim.engine.trace.TraceSink;
import io.pilsim.experiment.OutputFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The lines of the modelled kernel's own trace, as {@code trace-cmd report -t} prints them: the
 * task, the processor, seconds with nine decimals, the event and what it says.
 *
 * <p>Source: Linux, Documentation/trace/ftrace.rst, "latency-format"; trace-cmd-report(1).
 */
public final class FtraceText implements TraceSink {
  private static final int LONGEST_COMM = 15; // TASK_COMM_LEN without its end
  private static final int FIRST_PID = 101;
  private static final double PS_PER_SECOND = 1e12;

  private record Entry(String task, int core, String event, String text, long atPs) {}

  private final List<String> tracks = new ArrayList<>();
  private final List<Entry> entries = new ArrayList<>();
  private int running;
  private int core;
  private int cause;
  private int flows;
  private int cores = 1;

  public FtraceText() {
    tracks.add("pilsim");
  }

  /** All of it, to a file that appears when it is complete. */
  public void write(Path file) throws IOException {
    OutputFolder.write(file, bytes());
  }

  /** All of it. */
  public byte[] bytes() {
    StringBuilder text = new StringBuilder("cpus=" + cores + "\n");
    entries.forEach(entry -> text.append(line(entry)));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String line(Entry entry) {
    return String.format(
        Locale.ROOT,
        "%21s [%03d] %15.9f: %-24s %s\n",
        entry.task,
        entry.core,
        entry.atPs / PS_PER_SECOND,
        entry.event + ":",
        entry.text);
  }

  private String task() {
    String name = tracks.get(running).replace(' ', '-');
    String comm = name.substring(0, Math.min(name.length(), LONGEST_COMM));
    return comm + "-" + (FIRST_PID + running);
  }

  @Override
  public boolean isOn() {
    return true;
  }

  @Override
  public int track(String group, String name) {
    tracks.add(name);
    return tracks.size() - 1;
  }

  @Override
  public int flow() {
    return ++flows;
  }

  @Override
  public void runs(int track, int core, int flow) {
    running = track;
    this.core = core;
    cause = flow;
    cores = Math.max(cores, core + 1);
  }

  @Override
  public void nobodyRuns() {
    running = 0;
    cause = NO_FLOW;
  }

  @Override
  public int cause() {
    return cause;
  }

  @Override
  public void note(String event, String text, long atPs) {
    String shown = event.equals("printk") ? "console" : event;
    entries.add(new Entry(task(), core, shown, text, atPs));
  }
}
