package io.pilsim.hardware.smmu.v3;

/**
 * A command queue as software uses it: a ring of entries of 16 bytes in memory, of which software
 * moves the producer index (CMDQ_PROD) and the SMMU the consumer index (CMDQ_CONS.RD). None of this
 * takes time: what a store, an MMIO write or a poll costs is the software's to say.
 *
 * <p>Software sees the progress by reading {@link #consumer}, by finding the word in memory that a
 * CMD_SYNC with an MSI has written, or by a {@link CommandQueueListener} in place of a poll.
 *
 * <p>Source: IHI 0070, "Command queue", CMDQ_PROD, CMDQ_CONS; commands are made by {@link Command}.
 */
public interface CommandQueuePort extends QueuePort {
  /** Bytes of one entry. */
  int ENTRY_BYTES = 16;

  /** Where the entry at an index lies in memory: where an MSI of its CMD_SYNC may be written. */
  long address(int index);

  /** Stores an entry. The SMMU does not look at it before it is published. */
  void write(int index, long word0, long word1);

  /** Writes CMDQ_PROD: every entry below this index may be fetched. */
  void publish(int producer);

  /** CMDQ_CONS.ERR: why the SMMU has stopped at {@link #consumer}. */
  CommandError error();

  /** Writes GERRORN: the command at {@link #consumer} is fetched again, as it is now. */
  void acknowledgeError();

  /** How many entries may be written from an index of the producer on before the ring is full. */
  default int space(int producer) {
    return entries() - ((producer - consumer()) & (2 * entries() - 1));
  }
}
