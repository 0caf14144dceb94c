package io.pilsim.software.routine;

import io.pilsim.engine.Simulator;
import io.pilsim.engine.trace.TraceSink;
import io.pilsim.hardware.cpu.Core;
import io.pilsim.hardware.cpu.ExceptionLevel;

/**
 * Tells what a thread does: its rows on a track of its own, the thread on its core's, and what its
 * core executes at which exception level. A chain of arrows leads from each trap of the thread
 * through all that comes of it.
 */
final class ThreadTimeline {
  private final String name;
  private final Core core;
  private final Simulator sim;
  private final TraceSink trace;
  private final int rows;
  private final ExceptionLevel[] levels = new ExceptionLevel[CallStack.DEPTH];
  private final String[] answers = new String[CallStack.DEPTH];
  private int traps;
  private int flow = TraceSink.NO_FLOW;

  ThreadTimeline(String name, Core core, Simulator sim) {
    this.name = name;
    this.core = core;
    this.sim = sim;
    this.trace = sim.trace();
    this.rows = trace.track("threads", name);
  }

  String name() {
    return name;
  }

  /** The thread has its core from now on. */
  void took() {
    trace.begin(core.track(), name, sim.nowPs(), TraceSink.NO_FLOW);
    beginLevel();
  }

  /** The thread has it no longer. */
  void gave() {
    endLevel();
    trace.end(core.track(), sim.nowPs());
  }

  /** A row begins. */
  void begin(String path, boolean isTrap) {
    if (isTrap && flow == TraceSink.NO_FLOW) {
      flow = trace.flow();
    }
    trace.begin(rows, path, sim.nowPs(), isTrap ? flow : TraceSink.NO_FLOW);
    trace.runs(rows, core.index(), flow);
  }

  /** The row that began last and is not over is over. */
  void end() {
    trace.end(rows, sim.nowPs());
  }

  /** Its core goes to another level, where a routine answers. */
  void trapped(ExceptionLevel level, String answer) {
    endLevel();
    levels[traps] = level;
    answers[traps] = answer;
    traps++;
    beginLevel();
  }

  void returned() {
    endLevel();
    traps--;
    beginLevel();
    if (traps == 0) {
      flow = TraceSink.NO_FLOW;
    }
  }

  /** It executes nothing more at this instant. */
  void left() {
    trace.nobodyRuns();
  }

  private void beginLevel() {
    String what = traps == 0 ? name : answers[traps - 1];
    trace.begin(core.track(level()), what, sim.nowPs(), traps == 0 ? TraceSink.NO_FLOW : flow);
  }

  private void endLevel() {
    trace.end(core.track(level()), sim.nowPs());
  }

  private ExceptionLevel level() {
    return traps == 0 ? core.level() : levels[traps - 1];
  }
}
