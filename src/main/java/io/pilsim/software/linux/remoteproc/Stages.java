package io.pilsim.software.linux.remoteproc;

import io.pilsim.software.routine.Mutex;

/** The parts that a driver's routines are put together from; one set for each processor. */
record Stages(
    PasParams params,
    FirmwareStages firmware,
    SecureStages secure,
    PowerStages power,
    CoreStages core,
    Mutex lock) {}
