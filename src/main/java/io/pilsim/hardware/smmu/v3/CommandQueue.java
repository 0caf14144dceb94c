package io.pilsim.hardware.smmu.v3;

import io.pilsim.engine.stats.Counter;
import io.pilsim.engine.stats.Level;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.engine.stats.Unit;
import io.pilsim.engine.trace.TraceSink;
import io.pilsim.hardware.memory.PhysicalMemory;

/**
 * A command queue of an SMMU.
 *
 * <p><b>Models:</b> the ring in memory and both indices; fetching some commands at a time through
 * the port that walks and data use; one command after another, at the rate of an executor that all
 * queues share; CMD_SYNC, which the queue waits for, and its signals; the stop at a command that is
 * illegal or cannot be fetched.
 *
 * <p><b>Does not model:</b> fetching ahead while commands are carried out, ATC invalidation.
 *
 * <p>Source: IHI 0070, "Command queue", "CMD_SYNC", CMDQ_CONS.ERR.
 */
final class CommandQueue extends Agent implements CommandQueuePort {
  private static final int WORD = 8;

  private final CommandQueueParams params;
  private final Ring ring;
  private final RequestPort port;
  private final PhysicalMemory memory;
  private final Permits executor;
  private final long executePs;
  private final long syncPs;
  private final CommandDecoder decoder;
  private final SyncSignals signals;
  private final CommandQueueListener listener;
  private final Sync sync;
  private final TraceSink trace;
  private final int track;
  private final long[] words;
  private int fetched;
  private int position;
  private boolean running;
  private CommandError error = CommandError.NONE;

  private final Counter fetches;
  private final Counter done;
  private final Level queued;

  CommandQueue(
      CommandQueueParams params,
      Ring ring,
      CommandUnit unit,
      CommandQueueListener listener,
      StatGroup stats) {
    this.params = params;
    this.ring = ring;
    this.port = unit.port();
    this.memory = unit.memory();
    this.executor = unit.executor();
    this.executePs = unit.circuit().ps(params.execute());
    this.syncPs = unit.circuit().ps(params.sync());
    this.decoder = unit.decoder();
    this.signals = unit.signals();
    this.listener = listener;
    this.sync = unit.syncOf(this);
    this.words = new long[2 * params.fetchCommands()];
    attach(unit.circuit().sim());
    this.trace = unit.circuit().sim().trace();
    this.track = trace.track("smmu", stats.path());
    this.fetches = stats.counter("fetches", "reads of the queue");
    this.done = stats.counter("commands", "commands carried out");
    this.queued =
        stats.level(
            "queued", Unit.COUNT, "commands published and not consumed", unit.circuit().sim());
  }

  @Override
  public int entries() {
    return ring.entries();
  }

  @Override
  public int producer() {
    return ring.producer();
  }

  @Override
  public int consumer() {
    return ring.consumer();
  }

  @Override
  public long address(int index) {
    return ring.address(index);
  }

  @Override
  public void write(int index, long word0, long word1) {
    memory.writeWord(address(index), word0);
    memory.writeWord(address(index) + WORD, word1);
  }

  @Override
  public void publish(int producer) {
    ring.produceTo(producer);
    queued.set(ring.pending());
    if (!running && error == CommandError.NONE) {
      running = true;
      next();
    }
  }

  @Override
  public CommandError error() {
    return error;
  }

  @Override
  public void acknowledgeError() {
    if (error != CommandError.NONE) {
      error = CommandError.NONE;
      publish(ring.producer());
    }
  }

  @Override
  void proceed() {
    switch (step) {
      case COMMANDS_SENT -> {
        fetches.increment();
        port.sendRead(this, address(ring.consumer()), Step.COMMANDS_READ);
      }
      case COMMANDS_READ -> read();
      case COMMAND_DONE -> carryOut();
      case SYNC_BEGUN -> sync.begin();
      default -> throw new IllegalStateException("no step of a queue: " + step);
    }
  }

  /** The CMD_SYNC at the consumer has completed. */
  void synced() {
    int index = ring.consumer();
    trace.end(track, nowPs());
    advance();
    signals.signal(words[2 * position - 2], words[2 * position - 1], index, listener);
    next();
  }

  private void next() {
    if (position < fetched) {
      trace.begin(track, "command", nowPs(), TraceSink.NO_FLOW);
      hold(executor, executePs, Step.COMMAND_DONE);
    } else if (ring.pending() == 0) {
      running = false;
    } else {
      fetch();
    }
  }

  private void fetch() {
    fetched = Math.min(Math.min(params.fetchCommands(), ring.pending()), ring.untilEnd());
    position = 0;
    port.enter(this, fetched * ENTRY_BYTES, Step.COMMANDS_SENT);
  }

  private void read() {
    if (isAborted()) {
      stop(CommandError.ABORT);
      return;
    }
    for (int i = 0; i < 2 * fetched; i++) {
      words[i] = memory.readWord(address(ring.consumer()) + (long) i * WORD);
    }
    next();
  }

  private void carryOut() {
    executor.release();
    trace.end(track, nowPs());
    long word0 = words[2 * position];
    long word1 = words[2 * position + 1];
    if (Command.opcode(word0) == Command.SYNC && Command.isLegalSync(word0)) {
      trace.begin(track, "CMD_SYNC", nowPs(), TraceSink.NO_FLOW);
      waitFor(syncPs, Step.SYNC_BEGUN);
    } else if (decoder.carryOut(word0, word1)) {
      advance();
      next();
    } else {
      stop(CommandError.ILLEGAL);
    }
  }

  private void advance() {
    done.increment();
    position++;
    ring.consumeOne();
    queued.set(ring.pending());
    listener.consumed(ring.consumer());
  }

  private void stop(CommandError why) {
    running = false;
    fetched = 0;
    position = 0;
    error = why;
    listener.stopped(why);
  }
}
