package io.pilsim.software.linux.remoteproc;

import io.pilsim.engine.Simulator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What the kernel prints, in its own words, with the simulated time. */
public final class KernelLog {
  /** One line. */
  public record Line(long atPs, String text) {}

  private final Simulator sim;
  private final List<Line> lines = new ArrayList<>();

  public KernelLog(Simulator sim) {
    this.sim = sim;
  }

  /** Prints a line about a remote processor. */
  public void print(RemoteProc proc, String text) {
    lines.add(new Line(sim.nowPs(), "remoteproc " + proc.name() + ": " + text));
  }

  public List<Line> lines() {
    return Collections.unmodifiableList(lines);
  }
}
