package io.pilsim.software.linux.remoteproc;

/** What a driver does to the processor beside it, and to the kernel's worker that recovers it. */
public interface RemoteProcPort {
  /** A request over QMI to shut down; {@link RemoteProc#raiseShutdownAck} answers it. */
  void askToShutDown();

  /** The stop bit that both share; {@link RemoteProc#raiseStopAck} answers it. */
  void setStop(boolean set);

  /** Linux maps its carveout for itself, or does so no longer. */
  void mapCarveout(boolean mapped);

  /** The recovery worker has something to do; does nothing when it is queued already. */
  void queueRecovery();
}
