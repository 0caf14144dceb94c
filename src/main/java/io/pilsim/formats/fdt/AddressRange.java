package io.pilsim.formats.fdt;

/** {@code size} bytes from {@code address} on; neither reaches 2^63. */
public record AddressRange(long address, long size) {}
