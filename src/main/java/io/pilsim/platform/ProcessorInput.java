package io.pilsim.platform;

import java.util.List;
import java.util.Optional;

/**
 * One remote processor as a run is going to have it, whether the model or a device tree said so.
 *
 * @param index its place in the model
 * @param stream what its accesses carry, where Linux is told; without it Linux at EL2 leaves the
 *     processor offline
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
    List<Long> devmem) {
  /** A stream identifier with the mask of bits that do not matter. */
  record Stream(int id, int mask) {}

  ProcessorInput withCarveout(long base, long bytes) {
    return new ProcessorInput(
        name, index, pasId, firmwareName, powerDomains, base, bytes, stream, devmem);
  }

  ProcessorInput withFirmwareName(String other) {
    return new ProcessorInput(
        name, index, pasId, other, powerDomains, carveoutBase, carveoutBytes, stream, devmem);
  }

  ProcessorInput withStream(Optional<Stream> other) {
    return new ProcessorInput(
        name, index, pasId, firmwareName, powerDomains, carveoutBase, carveoutBytes, other, devmem);
  }

  ProcessorInput withDevmem(List<Long> other) {
    return new ProcessorInput(
        name, index, pasId, firmwareName, powerDomains, carveoutBase, carveoutBytes, stream, other);
  }
}
