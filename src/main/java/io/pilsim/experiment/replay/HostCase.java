package io.pilsim.experiment.replay;

import java.util.OptionalDouble;

/**
 * A boot of the trace, simulated.
 *
 * @param measuredNs by the trace
 * @param simulatedNs empty when it did not go through
 */
public record HostCase(
    String processor, String host, String driver, long measuredNs, OptionalDouble simulatedNs) {}
