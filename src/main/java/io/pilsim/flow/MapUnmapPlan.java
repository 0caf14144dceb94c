package io.pilsim.flow;

import io.pilsim.software.routine.Throughput;
import java.util.Optional;

/**
 * What each thread does.
 *
 * @param warmupPairs maps and unmaps before it is measured
 * @param pairs those that are
 * @param readDistance between two reads of the device within a buffer; 0 for no reads
 * @param lateReads the device reads once more after the unmap has returned
 * @param thinkPs from one pair to the next, on average; 0 for none
 * @param fill how fast a thread fills its buffers before it maps them, if it does
 * @param refillPs what a map then waits for until the core's TLB has the kernel's pages again
 */
public record MapUnmapPlan(
    long warmupPairs,
    long pairs,
    long readDistance,
    boolean lateReads,
    long thinkPs,
    Optional<Throughput> fill,
    long refillPs) {}
