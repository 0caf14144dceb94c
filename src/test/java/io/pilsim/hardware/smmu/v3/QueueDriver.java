package io.pilsim.hardware.smmu.v3;

import io.pilsim.engine.Cycles;
import io.pilsim.engine.Simulator;
import java.util.ArrayList;
import java.util.List;

/** Software that fills a command queue of 16 entries, and remembers what it was told and when. */
final class QueueDriver implements CommandQueueListener {
  static final int FETCH = 4;
  static final int EXECUTE = 2;
  static final int ENTRIES = 16;

  final CommandQueuePort queue;
  final List<Long> consumedPs = new ArrayList<>();
  final List<Long> syncedPs = new ArrayList<>();
  final List<Integer> syncedAt = new ArrayList<>();
  final List<CommandError> errors = new ArrayList<>();
  private final Simulator sim;
  private int next;

  QueueDriver(Rig rig, long base) {
    this(rig, base, new CommandQueueParams(FETCH, new Cycles(EXECUTE)));
  }

  QueueDriver(Rig rig, long base, CommandQueueParams params) {
    sim = rig.sim;
    queue = rig.smmu.addCommandQueue(params, base, 4, this);
  }

  /** Writes a command behind those written before, without publishing it. */
  QueueDriver add(long word0, long word1) {
    queue.write(next, word0, word1);
    next = queue.next(next, 1);
    return this;
  }

  /** A CMD_SYNC without a signal. */
  QueueDriver addSync() {
    return add(Command.sync(Command.Signal.NONE), 0);
  }

  void publish() {
    queue.publish(next);
  }

  int next() {
    return next;
  }

  @Override
  public void consumed(int consumer) {
    consumedPs.add(sim.nowPs());
  }

  @Override
  public void synced(int index) {
    syncedPs.add(sim.nowPs());
    syncedAt.add(index);
  }

  @Override
  public void stopped(CommandError error) {
    errors.add(error);
  }
}
