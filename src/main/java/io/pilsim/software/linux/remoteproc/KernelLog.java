package io.pilsim.software.linux.remoteproc;

import io.pilsim.software.linux.KernelTrace;
import java.util.ArrayDeque;
import java.util.List;

/** What the kernel prints, in its own words; the latest lines, as in the kernel's own buffer. */
public final class KernelLog {
  private static final int MOST_LINES = 1_000;

  private final KernelTrace trace;
  private final ArrayDeque<String> lines = new ArrayDeque<>();

  /**
   * @param trace which shows the lines between its own, with their time
   */
  public KernelLog(KernelTrace trace) {
    this.trace = trace;
  }

  /** Prints a line about a remote processor. */
  public void print(RemoteProc proc, String text) {
    String line = "remoteproc " + proc.name() + ": " + text;
    trace.event("printk", "%s", line);
    if (lines.size() == MOST_LINES) {
      lines.removeFirst();
    }
    lines.addLast(line);
  }

  public List<String> lines() {
    return List.copyOf(lines);
  }
}
