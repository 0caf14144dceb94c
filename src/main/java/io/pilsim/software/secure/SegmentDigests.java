package io.pilsim.software.secure;

/** Where the digests of what was loaded come from: simulated memory. */
@FunctionalInterface
public interface SegmentDigests {
  /** The digest of so many bytes from a physical address on. */
  byte[] of(long address, long bytes);
}
