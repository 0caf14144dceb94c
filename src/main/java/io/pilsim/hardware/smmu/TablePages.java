package io.pilsim.hardware.smmu;

/** Where page tables get their memory. */
public interface TablePages {
  /** The address of that many zeroed bytes, aligned to their number. */
  long allocate(long bytes);

  void free(long address, long bytes);
}
