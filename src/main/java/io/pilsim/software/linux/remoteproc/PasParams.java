package io.pilsim.software.linux.remoteproc;

import io.pilsim.software.routine.Cost;
import io.pilsim.software.routine.Throughput;

/**
 * What the PAS driver and the remoteproc core cost, firmware calls and IOMMU apart.
 *
 * @param requestFirmware finding the image, which the probe has read already
 * @param parse looking through headers and the resource table
 * @param subdevicePrepare each of {@code subdevices}
 * @param subdeviceStart each of {@code subdevices}
 * @param subdevices glink, pdm, sysmon, ssr
 * @param interconnectVote one vote through the power controller
 * @param qmpMessage one acknowledged message to the always-on processor
 * @param powerDomain one power domain switched
 * @param clock one clock or regulator switched
 * @param copy cached memory to cached memory
 * @param writeCombinedCopy file bytes into the carveout, which is mapped write-combined
 * @param writeCombinedFill zeroes into it
 * @param readyTimeoutPs how long the driver waits for the processor to say that it runs
 * @param resourceTableBytes the first buffer offered for a resource table
 * @param mapCarveout the carveout made accessible, write-combined
 * @param unmapCarveout and no longer
 */
public record PasParams(
    Cost requestFirmware,
    Cost parse,
    Cost subdevicePrepare,
    Cost subdeviceStart,
    int subdevices,
    Cost interconnectVote,
    Cost qmpMessage,
    Cost powerDomain,
    Cost clock,
    Throughput copy,
    Throughput writeCombinedCopy,
    Throughput writeCombinedFill,
    long readyTimeoutPs,
    long resourceTableBytes,
    Cost mapCarveout,
    Cost unmapCarveout,
    StopParams stop,
    CrashParams crash) {}
