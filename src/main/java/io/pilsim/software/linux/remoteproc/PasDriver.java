package io.pilsim.software.linux.remoteproc;

import io.pilsim.software.routine.Routine;

/**
 * The driver of one remote processor: what happens when it is booted, shut down, or says that it
 * keeps its own votes from now on. Which rows these are depends on the kernel and on who runs at
 * EL2: {@link DriverV10}, {@link DriverV1}, {@link DriverUnderHypervisor}.
 *
 * @param proc the frame of all its routines
 */
public record PasDriver(
    RemoteProc proc,
    Routine<RemoteProc> boot,
    Routine<RemoteProc> shutdown,
    Routine<RemoteProc> handover) {}
