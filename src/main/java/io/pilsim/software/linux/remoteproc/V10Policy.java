package io.pilsim.software.linux.remoteproc;

import io.pilsim.software.routine.Routine;
import io.pilsim.software.routine.Routine.Builder;

/** What later changes made, or would make, of a few rows of the driver that upstream merged. */
enum V10Policy {
  /** As merged for Linux after 6.19. */
  MERGED {
    @Override
    Routine<RemoteProc> load(FirmwareStages firmware) {
      return firmware.load();
    }

    @Override
    Routine<RemoteProc> dump(Coredumps coredumps) {
      return coredumps.dump();
    }

    @Override
    Routine<RemoteProc> authenticate(SecureStages secure) {
      return secure.authenticate();
    }

    @Override
    Builder<RemoteProc> whileItMayRun(Builder<RemoteProc> rows) {
      return rows;
    }

    @Override
    Builder<RemoteProc> afterFailedStop(Builder<RemoteProc> rows, SecureStages secure) {
      return rows.report(secure::noteStop).ignore();
    }

    @Override
    Routine<RemoteProc> recovery(CoreStages core, Routine<RemoteProc> stages) {
      return core.recovery(stages);
    }

    @Override
    Builder<RemoteProc> afterFailedRecovery(Builder<RemoteProc> rows, Routine<RemoteProc> cleanUp) {
      return rows;
    }
  },

  /**
   * With the carveout mapped by Linux only where it is read or written (merged later), and with
   * what no kernel has yet: a processor that TrustZone may have started is stopped when
   * authentication fails, one that it did not stop keeps its memory, and one that cannot be started
   * again is given up for good, so that a user can boot it anew.
   */
  FIXED {
    @Override
    Routine<RemoteProc> load(FirmwareStages firmware) {
      return firmware.mapAndLoad();
    }

    @Override
    Routine<RemoteProc> dump(Coredumps coredumps) {
      return coredumps.mapAndDump();
    }

    @Override
    Routine<RemoteProc> authenticate(SecureStages secure) {
      return secure.authenticateOrStop();
    }

    @Override
    Builder<RemoteProc> whileItMayRun(Builder<RemoteProc> rows) {
      return rows.undo(CoreStages.stillRuns("still_runs"));
    }

    @Override
    Builder<RemoteProc> afterFailedStop(Builder<RemoteProc> rows, SecureStages secure) {
      return rows.report(secure::noteStop).settles("request_stop");
    }

    @Override
    Routine<RemoteProc> recovery(CoreStages core, Routine<RemoteProc> stages) {
      return core.recoveryOrNot(stages);
    }

    @Override
    Builder<RemoteProc> afterFailedRecovery(Builder<RemoteProc> rows, Routine<RemoteProc> cleanUp) {
      return rows.undo(cleanUp);
    }
  };

  abstract Routine<RemoteProc> load(FirmwareStages firmware);

  abstract Routine<RemoteProc> dump(Coredumps coredumps);

  abstract Routine<RemoteProc> authenticate(SecureStages secure);

  /** Says what the row just added, which begins to stop the processor, owes if that fails. */
  abstract Builder<RemoteProc> whileItMayRun(Builder<RemoteProc> rows);

  /** Says what follows when the row just added, the call that stops the processor, fails. */
  abstract Builder<RemoteProc> afterFailedStop(Builder<RemoteProc> rows, SecureStages secure);

  /** The worker that a crash sets off. */
  abstract Routine<RemoteProc> recovery(CoreStages core, Routine<RemoteProc> stages);

  /** Says what the row just added, after which the processor is off, owes if it stays so. */
  abstract Builder<RemoteProc> afterFailedRecovery(
      Builder<RemoteProc> rows, Routine<RemoteProc> cleanUp);
}
