package io.pilsim.hardware.memory;

import io.pilsim.engine.Event;
import io.pilsim.engine.Phase;
import io.pilsim.engine.Simulator;
import io.pilsim.hardware.smmu.TablePort;
import io.pilsim.hardware.smmu.TableRead;
import java.util.ArrayDeque;

/**
 * Memory that answers every access after the same time, however many there are: what component
 * tests and comparisons with other simulators put behind a component under study.
 *
 * <p><b>Models:</b> a latency; table entries as they are when it is over; reads of entries where
 * there is no memory, which abort.
 *
 * <p><b>Does not model:</b> bandwidth, or anything else; see {@link Dram}.
 */
public final class FixedLatencyMemory implements TablePort, DataPort {
  private final long latencyPs;
  private final PhysicalMemory content;
  private final Simulator sim;
  private final ArrayDeque<Access> outstanding = new ArrayDeque<>();
  private final ArrayDeque<Access> idle = new ArrayDeque<>();
  private final Answer answer = new Answer();

  public FixedLatencyMemory(long latencyPs, PhysicalMemory content, Simulator sim) {
    if (latencyPs < 1) {
      throw new IllegalArgumentException("latency must be positive: " + latencyPs);
    }
    this.latencyPs = latencyPs;
    this.content = content;
    this.sim = sim;
  }

  @Override
  public void readEntry(long entryAddress, TableRead done) {
    Access access = begin(done);
    access.isTableRead = true;
    access.address = entryAddress;
    access.reader = done;
  }

  @Override
  public void transfer(long address, int bytes, boolean write, Event done) {
    begin(done).isTableRead = false;
  }

  private Access begin(Event done) {
    Access access = idle.isEmpty() ? new Access() : idle.pollLast();
    access.duePs = sim.nowPs() + latencyPs;
    access.done = done;
    outstanding.addLast(access);
    answer.awaitFirst();
    return access;
  }

  private static final class Access {
    private long duePs;
    private Event done;
    private boolean isTableRead;
    private long address;
    private TableRead reader;
  }

  /** One answer after the other. */
  private final class Answer extends Event {
    private boolean waiting;
    private boolean answered;

    Answer() {
      super(Phase.COMPLETE);
    }

    void awaitFirst() {
      if (!waiting) {
        waiting = true;
        sim.after(outstanding.getFirst().duePs - sim.nowPs(), this);
      }
    }

    @Override
    protected void fire(long nowPs) {
      if (!answered) {
        answer(outstanding.pollFirst());
      } else {
        answered = false;
        waiting = false;
        if (!outstanding.isEmpty()) {
          awaitFirst();
        }
      }
    }

    private void answer(Access access) {
      idle.addLast(access);
      if (access.isTableRead && !content.contains(access.address, Long.BYTES)) {
        access.reader.abort();
      } else if (access.isTableRead) {
        access.reader.deliver(content.readWord(access.address));
      }
      answered = true;
      sim.after(0, this);
      sim.after(0, access.done);
    }
  }
}
