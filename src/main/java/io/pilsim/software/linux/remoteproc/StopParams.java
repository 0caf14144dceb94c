package io.pilsim.software.linux.remoteproc;

import io.pilsim.software.routine.Cost;

/**
 * How a processor that runs is asked to stop.
 *
 * @param qmiSend one message over QMI
 * @param qmiResponseTimeoutPs how long its answer may take
 * @param shutdownAckTimeoutPs how long the processor may then take to shut down
 * @param stopAckTimeoutPs how long it may take to answer the stop bit
 */
public record StopParams(
    Cost qmiSend, long qmiResponseTimeoutPs, long shutdownAckTimeoutPs, long stopAckTimeoutPs) {}
