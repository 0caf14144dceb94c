package io.pilsim.hardware.smmu.v3;

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

  RequestPort(int beatBytes, Circuit circuit, TablePort tables, DataPort data) {
    this.beatBytes = beatBytes;
    this.cyclePs = circuit.cyclePs();
    this.tables = tables;
    this.data = data;
    this.port = circuit.permits(1);
  }

  /** Whatever leaves the port lets the refused try again. */
  void watchedBy(Admission admission) {
    watchers.add(admission);
  }

  /** Takes the port for a read; goes on at {@code then}, which must send. */
  void enterRead(Transaction t, Step then) {
    t.hold(port, cyclePs, then);
  }

  void enterData(Transaction t, Step then) {
    int beats = t.write ? (t.bytes + beatBytes - 1) / beatBytes : 1;
    t.hold(port, beats * cyclePs, then);
  }

  void sendRead(Transaction t, long address, Step then) {
    port.release();
    t.await(then);
    tables.readEntry(address, t);
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

  private void portEvent() {
    for (int i = 0; i < watchers.size(); i++) {
      watchers.get(i).mayTryAgain();
    }
  }
}
