package io.pilsim.hardware.smmu.v3;

import io.pilsim.hardware.memory.PhysicalMemory;
import java.util.ArrayDeque;

/** The signals of completed CMD_SYNCs: an MSI is a write of four bytes to memory. */
final class SyncSignals {
  private static final int BYTES = 4;
  private static final long LOW = (1L << 32) - 1;

  private final RequestPort port;
  private final PhysicalMemory memory;
  private final Circuit circuit;
  private final ArrayDeque<Message> idle = new ArrayDeque<>();

  SyncSignals(RequestPort port, PhysicalMemory memory, Circuit circuit) {
    this.port = port;
    this.memory = memory;
    this.circuit = circuit;
  }

  /** Signals as the command asks for; the listener is told when the signal is there. */
  void signal(long word0, long word1, int index, CommandQueueListener listener) {
    long address = Command.msiAddress(word1);
    if (Command.signal(word0) == Command.Signal.INTERRUPT.code && address != 0) {
      Message message = idle.isEmpty() ? new Message() : idle.pollLast();
      message.attach(circuit.sim());
      message.send(address, Command.msiData(word0), index, listener);
    } else {
      listener.synced(index);
    }
  }

  private final class Message extends Agent {
    private long address;
    private int data;
    private int index;
    private CommandQueueListener listener;

    void send(long address, int data, int index, CommandQueueListener listener) {
      this.address = address;
      this.data = data;
      this.index = index;
      this.listener = listener;
      port.enter(this, BYTES, Step.MESSAGE_SENT);
    }

    @Override
    void proceed() {
      if (step == Step.MESSAGE_SENT) {
        port.sendWrite(this, address, BYTES, Step.MESSAGE_WRITTEN);
      } else {
        idle.addLast(this);
        store();
        listener.synced(index);
      }
    }

    private void store() {
      long at = address & -8;
      long old = memory.readWord(at);
      boolean high = at != address;
      memory.writeWord(at, high ? (old & LOW) | (long) data << 32 : (old & ~LOW) | (data & LOW));
    }
  }
}
