package io.pilsim.hardware.smmu.v3;

/** Why a command queue has stopped. Source: IHI 0070, CMDQ_CONS.ERR. */
public enum CommandError {
  NONE,
  /** The command is unknown, or its fields are not legal. */
  ILLEGAL,
  /** The command could not be fetched. */
  ABORT
}
