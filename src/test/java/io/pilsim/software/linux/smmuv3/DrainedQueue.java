package io.pilsim.software.linux.smmuv3;

import io.pilsim.engine.Event;
import io.pilsim.engine.Phase;
import io.pilsim.engine.Simulator;
import io.pilsim.hardware.smmu.v3.CommandError;
import io.pilsim.hardware.smmu.v3.CommandQueueListener;
import io.pilsim.hardware.smmu.v3.CommandQueuePort;
import io.pilsim.hardware.smmu.v3.QueuePort;
import java.util.ArrayList;
import java.util.List;

/** A queue whose every command takes the same time, in order. It remembers what it was given. */
final class DrainedQueue extends Event implements CommandQueuePort, QueuePort.Indices {
  private static final int SYNC = 0x46;

  private final int entries;
  private final long commandPs;
  private final Simulator sim;
  private final long[] words;
  final List<Long> executed = new ArrayList<>();
  CommandQueueListener listener = CommandQueueListener.NONE;
  private int producer;
  private int consumer;
  private boolean busy;
  int publications;

  DrainedQueue(int entries, long commandPs, Simulator sim) {
    super(Phase.COMPLETE);
    this.entries = entries;
    this.commandPs = commandPs;
    this.sim = sim;
    this.words = new long[entries];
  }

  @Override
  public int entries() {
    return entries;
  }

  @Override
  public int producer() {
    return producer;
  }

  @Override
  public int consumer() {
    return consumer;
  }

  @Override
  public Indices indices() {
    return this;
  }

  @Override
  public long address(int index) {
    return (index & entries - 1) * 16L;
  }

  @Override
  public void write(int index, long word0, long word1) {
    words[index & entries - 1] = word0;
  }

  @Override
  public void publish(int index) {
    producer = index;
    publications++;
    if (!busy && consumer != producer) {
      busy = true;
      sim.after(commandPs, this);
    }
  }

  @Override
  public CommandError error() {
    return CommandError.NONE;
  }

  @Override
  public void acknowledgeError() {}

  @Override
  protected void fire(long nowPs) {
    int at = consumer;
    long word = words[at & entries - 1];
    executed.add(word);
    consumer = next(consumer, 1);
    busy = consumer != producer;
    listener.consumed(consumer);
    if ((word & 0xff) == SYNC) {
      listener.synced(at);
    }
    if (busy) {
      sim.after(commandPs, this);
    }
  }
}
