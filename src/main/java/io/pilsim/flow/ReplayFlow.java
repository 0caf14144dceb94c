package io.pilsim.flow;

import io.pilsim.engine.Simulator;
import io.pilsim.software.routine.Mutex;
import io.pilsim.software.routine.SoftThread;
import java.util.ArrayList;
import java.util.List;

/**
 * Tasks of a kernel trace, done again: mappings in real tables with modelled costs, firmware calls
 * as long as they were, and between them what the trace does not explain, taken as it was.
 */
public final class ReplayFlow {
  /** When a step begins. */
  public enum Pace {
    /** When the trace says that it was over: to learn what each step costs. */
    BY_THE_CLOCK,
    /** As long after the task's last step as the trace leaves unexplained. */
    BY_THINKING
  }

  private final Pace pace;
  private final List<ReplayDevice> devices;
  private final Mutex firmwareLock;
  private final long attributes;
  private final Simulator sim;
  private final List<ReplayThread> threads = new ArrayList<>();

  /**
   * @param attributes of all mappings
   */
  public ReplayFlow(
      Pace pace, List<ReplayDevice> devices, Mutex firmwareLock, long attributes, Simulator sim) {
    this.pace = pace;
    this.devices = List.copyOf(devices);
    this.firmwareLock = firmwareLock;
    this.attributes = attributes;
    this.sim = sim;
  }

  public void add(TraceTask task, SoftThread thread) {
    threads.add(new ReplayThread(task, devices, firmwareLock, pace, attributes, thread, sim));
  }

  /** Lets all tasks go; whether they came to their end before the limit. */
  public boolean run(long limitPs) {
    threads.forEach(ReplayThread::start);
    return sim.runToQuiescence(limitPs) && threads.stream().allMatch(ReplayThread::isOver);
  }

  /** How long each step of each task took. */
  public List<long[]> tookPs() {
    return threads.stream().map(ReplayThread::tookPs).toList();
  }

  /** Steps that ended with an error, such as a mapping over another. */
  public long failed() {
    return threads.stream().mapToLong(ReplayThread::failed).sum();
  }
}
