package io.pilsim.formats.mbn;

/**
 * A segment on its way into memory.
 *
 * @param address where its first byte goes
 * @param source what is copied there
 * @param zeroBytes how many bytes behind that are cleared
 */
public record PlacedSegment(Segment segment, long address, SegmentBytes source, long zeroBytes) {}
