package io.pilsim.formats.mbn;

/** A program header of an ELF32 image, with Qualcomm's meaning of the flags. */
public record Segment(
    int index,
    long type,
    long flags,
    long vaddr,
    long paddr,
    long offset,
    long filesz,
    long memsz,
    long align) {
  static final int HEADER_BYTES = 32;
  static final long LOAD = 1;
  static final long KIND = 7L << 24;
  static final long HASH = 2L << 24;
  static final long RELOCATABLE = 1L << 27;

  public boolean isLoad() {
    return type == LOAD;
  }

  public boolean isHash() {
    return (flags & KIND) == HASH;
  }

  /** Whether the loader puts it into memory. */
  public boolean isLoadable() {
    return isLoad() && !isHash() && memsz != 0;
  }

  public boolean isRelocatable() {
    return (flags & RELOCATABLE) != 0;
  }

  /** What is cleared behind the bytes from the file. */
  public long zeroBytes() {
    return Math.max(0, memsz - filesz);
  }
}
