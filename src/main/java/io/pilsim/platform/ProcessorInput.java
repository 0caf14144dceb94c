package io.pilsim.platform;

import java.util.List;
import java.util.Optional;

/**
 * One remote processor as a run is going to have it, whether the model or a device tree said so.
 *
 * @param index its place in the model
 * @param stream what its accesses carry; without it Linux at EL2 leaves the processor offline
 * @param toldOfStream whether the tree that Linux gets names the stream whatever the host
 * @param devmem device memory rows of four cells: device address, physical address, size, flags
 */
record ProcessorInput(
    String name,
    int index,
    int pasId,
    String firmwareName,
    int powerDomains,
    long carveoutBase,
    long carveoutBytes,
    Optional<Stream> stream,
    boolean toldOfStream,
    List<Long> devmem) {
  /** A stream identifier with the mask of bits that do not matter. */
  record Stream(int id, int mask) {}

  ProcessorInput withCarveout(long base, long bytes) {
    return new ProcessorInput(
        name, index, pasId, firmwareName, powerDomains, base, bytes, stream, toldOfStream, devmem);
  }

  ProcessorInput withFirmwareName(String other) {
    return new ProcessorInput(
        name,
        index,
        pasId,
        other,
        powerDomains,
        carveoutBase,
        carveoutBytes,
        stream,
        toldOfStream,
        devmem);
  }

  ProcessorInput withStream(Optional<Stream> other) {
    return new ProcessorInput(
        name,
        index,
        pasId,
        firmwareName,
        powerDomains,
        carveoutBase,
        carveoutBytes,
        other,
        toldOfStream,
        devmem);
  }

  ProcessorInput withDevmem(List<Long> other) {
    return new ProcessorInput(
        name,
        index,
        pasId,
        firmwareName,
        powerDomains,
        carveoutBase,
        carveoutBytes,
        stream,
        toldOfStream,
        other);
  }

  /** With a tree that names the stream, or not. */
  ProcessorInput tellingOfStream(boolean told) {
    return new ProcessorInput(
        name,
        index,
        pasId,
        firmwareName,
        powerDomains,
        carveoutBase,
        carveoutBytes,
        stream,
        told,
        devmem);
  }
}
