package io.pilsim.software.linux.scm;

/** Where the areas of a pool come from. */
public interface TzmemMemory {
  /** The address of so many bytes of memory, or zero when there is none left. */
  long allocate(long bytes);

  void free(long address, long bytes);
}
