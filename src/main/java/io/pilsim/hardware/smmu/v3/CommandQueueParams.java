package io.pilsim.hardware.smmu.v3;

import io.pilsim.engine.Cycles;

/**
 * How a command queue is worked off.
 *
 * @param fetchCommands read from memory at a time, at most
 * @param execute from the turn of one command to its effect in the SMMU
 * @param sync how much longer a CMD_SYNC takes, what it waits for apart, while other queues go on
 */
public record CommandQueueParams(int fetchCommands, Cycles execute, Cycles sync) {
  public CommandQueueParams {
    if (fetchCommands < 1) {
      throw new IllegalArgumentException("must fetch one command at least: " + fetchCommands);
    }
  }

  /** A CMD_SYNC takes no longer than others. */
  public CommandQueueParams(int fetchCommands, Cycles execute) {
    this(fetchCommands, execute, new Cycles(0));
  }
}
