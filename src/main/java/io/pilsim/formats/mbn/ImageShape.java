package io.pilsim.formats.mbn;

/**
 * How large a synthetic image is; sizes other than that of the hash segment are whole pages of 4
 * KiB.
 *
 * @param name decides what fills it
 * @param address of the lowest loaded segment, as linked
 * @param loads loaded segments; the last is the largest, and only cleared
 * @param filledBytes what the others have in the file, together
 * @param memoryBytes what all have in memory, together
 * @param largestSegment the size in memory of the last
 * @param hashBytes the size of the hash segment
 */
public record ImageShape(
    String name,
    long address,
    int loads,
    long filledBytes,
    long memoryBytes,
    long largestSegment,
    int hashBytes) {
  static final int PAGE = 4096;
  private static final long MOST_FILLED = 1L << 30;

  public ImageShape {
    check(loads >= 2 && loads < 0xfffe, "two loaded segments at least");
    check(filledBytes % PAGE == 0 && memoryBytes % PAGE == 0, "whole pages");
    check(largestSegment % PAGE == 0 && largestSegment > 0 && address % PAGE == 0, "whole pages");
    check(filledBytes / PAGE >= loads - 1L, "a page for each segment but the last");
    check(filledBytes <= MOST_FILLED, "a gibibyte of content at most");
    check(memoryBytes - largestSegment >= filledBytes, "memory for all that is filled");
    check(address >= 0 && address + memoryBytes < 1L << 32, "32-bit addresses");
    check(hashBytes >= ImageSigner.leastBytes(loads + 2), "room in the hash segment");
  }

  private static void check(boolean holds, String wanted) {
    if (!holds) {
      throw new IllegalArgumentException("a synthetic image needs " + wanted);
    }
  }

  int filledSegments() {
    return loads - 1;
  }

  /**
   * Pages of the file in the first so many filled segments: one each, the rest in proportion 1, 2,
   * 3...
   */
  long filledPages(int segments) {
    long pages = filledBytes / PAGE - filledSegments();
    long all = (long) filledSegments() * (filledSegments() + 1);
    return segments + pages * segments * (segments + 1L) / all;
  }

  /**
   * Pages that are cleared behind the file's in the first so many filled segments: equal shares.
   */
  long clearedPages(int segments) {
    long pages = (memoryBytes - largestSegment - filledBytes) / PAGE;
    return pages * segments / filledSegments();
  }
}
