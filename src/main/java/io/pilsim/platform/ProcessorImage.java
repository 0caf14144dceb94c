package io.pilsim.platform;

import io.pilsim.software.linux.remoteproc.Firmware;

/** A remote processor with the firmware that it is going to boot. */
record ProcessorImage(ProcessorInput input, Firmware firmware) {}
