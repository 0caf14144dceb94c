package io.pilsim.formats.mbn;

/** What matters of an ELF32 header; numbers are unsigned. */
public record ElfHeader(
    int type, int machine, long entry, long programHeaderOffset, int programHeaders) {
  static final int BYTES = 52;
}
