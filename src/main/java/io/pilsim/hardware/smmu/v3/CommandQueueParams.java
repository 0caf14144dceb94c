package io.pilsim.hardware.smmu.v3;

import io.pilsim.engine.Cycles;

/**
 * How a command queue is worked off.
 *
 * @param fetchCommands read from memory at a time, at most
 * @param execute from the turn of one command to its effect in the SMMU
 */
public record CommandQueueParams(int fetchCommands, Cycles execute) {
  public CommandQueueParams {
    if (fetchCommands < 1) {
      throw new IllegalArgumentException("must fetch one command at least: " + fetchCommands);
    }
  }
}
