package io.pilsim.hardware.smmu.v3;

import io.pilsim.engine.stats.StatGroup;
import io.pilsim.hardware.memory.DataPort;
import io.pilsim.hardware.smmu.TablePort;
import java.util.ArrayList;
import java.util.List;

/** The SMMU's port to memory: one beat a cycle, shared by table reads and translated data. */
final class RequestPort {
  private final int beatBytes;
  private final long cyclePs;
  private final TablePort tables;
  private final DataPort data;
  private final Permits port;
  private final List<Admission> watchers = new ArrayList<>();

  RequestPort(int beatBytes, Circuit circuit, TablePort tables, DataPort data, StatGroup tcu) {
    this.beatBytes = beatBytes;
    this.cyclePs = circuit.cyclePs();
    this.tables = tables;
    this.data = data;
    this.port = circuit.permits(1, Cause.PORT_WAIT, tcu.child("port"));
  }

  /** Whatever leaves the port lets the refused try again. */
  void watchedBy(Admission admission) {
    watchers.add(admission);
  }

  /** Takes the port for a read; goes on at {@code then}, which must send. */
  void enterRead(Agent agent, Step then) {
    agent.hold(port, cyclePs, then);
  }

  void enterData(Transaction t, Step then) {
    enter(t, t.write ? t.bytes : 1, then);
  }

  /** Takes the port for so many bytes; goes on at {@code then}, which must send. */
  void enter(Agent agent, int bytes, Step then) {
    int beats = (bytes + beatBytes - 1) / beatBytes;
    agent.hold(port, beats * cyclePs, then);
  }

  void sendRead(Agent agent, long address, Step then) {
    port.release();
    agent.await(then);
    tables.readEntry(address, agent);
    portEvent();
  }

  /** Leaves the port free for the next; the data itself is sent by {@link #sendData}. */
  void leave() {
    port.release();
  }

  void sendData(Transaction t, Step then) {
    t.await(then);
    portEvent();
    data.transfer(t.physicalAddress(), t.bytes, t.write, t);
  }

  /** Writes from the SMMU itself: messages and records. */
  void sendWrite(Agent agent, long address, int bytes, Step then) {
    port.release();
    agent.await(then);
    data.transfer(address, bytes, true, agent);
    portEvent();
  }

  private void portEvent() {
    for (int i = 0; i < watchers.size(); i++) {
      watchers.get(i).mayTryAgain();
    }
  }
}
