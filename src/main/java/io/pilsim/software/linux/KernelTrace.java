package io.pilsim.software.linux;

import io.pilsim.engine.Simulator;
import io.pilsim.engine.trace.TraceSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What ftrace and dmesg would show of the modelled kernel: the events of the IOMMU core and of
 * firmware calls, in their formats, and what is printed.
 *
 * <p><b>Does not model:</b> the thread and the core that a line comes from.
 *
 * <p>Source: include/trace/events/iommu.h of Linux 6.18, drivers/firmware/qcom/qcom_scm_trace.h.
 */
public final class KernelTrace {
  /** One line: an event and what it says of itself. */
  public record Line(long atPs, String event, String text) {}

  private final boolean kept;
  private final boolean on;
  private final TraceSink trace;
  private final Simulator sim;
  private final List<Line> lines = new ArrayList<>();

  /**
   * @param on whether lines are kept, to be asked for; a timeline hears of them in any case
   */
  public KernelTrace(boolean on, Simulator sim) {
    this.kept = on;
    this.trace = sim.trace();
    this.on = on || trace.isOn();
    this.sim = sim;
  }

  /** Saves whoever needs to work for what it would tell. */
  public boolean isOn() {
    return on;
  }

  /** The arguments are formatted as {@link String#format} does. */
  public void event(String event, String format, Object... arguments) {
    if (on) {
      String text = String.format(Locale.ROOT, format, arguments);
      trace.note(event, text, sim.nowPs());
      if (kept) {
        lines.add(new Line(sim.nowPs(), event, text));
      }
    }
  }

  public List<Line> lines() {
    return List.copyOf(lines);
  }
}
