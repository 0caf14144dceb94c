package io.pilsim.software.linux.dma;

import io.pilsim.software.routine.Routine;

/**
 * How a driver comes by buffers that a device can reach.
 *
 * @param setUp before the first use
 * @param take before each use
 * @param give after each use
 * @param tearDown after the last
 */
public record BufferUse(
    Routine<DmaBatch> setUp,
    Routine<DmaBatch> take,
    Routine<DmaBatch> give,
    Routine<DmaBatch> tearDown) {}
