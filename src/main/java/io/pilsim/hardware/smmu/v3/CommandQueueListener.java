package io.pilsim.hardware.smmu.v3;

/** Who is told of the progress of a command queue: software that would otherwise poll. */
public interface CommandQueueListener {
  /** Nobody. */
  CommandQueueListener NONE =
      new CommandQueueListener() {
        @Override
        public void consumed(int consumer) {}

        @Override
        public void synced(int index) {}

        @Override
        public void stopped(CommandError error) {}
      };

  /** CMDQ_CONS.RD has moved. */
  void consumed(int consumer);

  /**
   * The CMD_SYNC at an index has completed and its signal is there: the MSI is in memory, the
   * interrupt or the event is raised; of one without a signal, the consumer has passed it.
   */
  void synced(int index);

  /** The command at the consumer cannot be carried out: GERROR.CMDQ_ERR is raised. */
  void stopped(CommandError error);
}
