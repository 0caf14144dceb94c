package io.pilsim.formats.ftrace;

/**
 * A line of a kernel trace.
 *
 * @param number of the line, from 1
 * @param task which the event is of; empty for a line of the kernel's log
 * @param pid of the task; {@link #NO_TASK} for a line of the kernel's log
 * @param atNs since the kernel's clock began
 */
public record TraceLine(long number, String task, int pid, int cpu, long atNs, TraceEvent event) {
  public static final int NO_TASK = -1;
}
