package io.pilsim.software.secure;

/** A program header as the metadata carries it; numbers are unsigned. */
record MetadataSegment(int type, long flags, long paddr, long filesz, long memsz) {
  static final int BYTES = 32;
  private static final int LOAD = 1;
  private static final long KIND = 7L << 24;
  private static final long HASH = 2L << 24;
  private static final long RELOCATABLE = 1L << 27;

  static MetadataSegment at(byte[] bytes, int at) {
    return new MetadataSegment(
        (int) LittleEndian.u32(bytes, at),
        LittleEndian.u32(bytes, at + 24),
        LittleEndian.u32(bytes, at + 12),
        LittleEndian.u32(bytes, at + 16),
        LittleEndian.u32(bytes, at + 20));
  }

  boolean isHash() {
    return (flags & KIND) == HASH;
  }

  boolean isLoadable() {
    return type == LOAD && !isHash() && memsz != 0;
  }

  boolean isRelocatable() {
    return isLoadable() && (flags & RELOCATABLE) != 0;
  }
}
