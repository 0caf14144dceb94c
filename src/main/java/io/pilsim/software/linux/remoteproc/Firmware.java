package io.pilsim.software.linux.remoteproc;

import io.pilsim.hardware.memory.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * A firmware image as the loader sees it once it has been read and checked.
 *
 * @param fileName as the device tree names it
 * @param fileBytes size of the file or files
 * @param metadata ELF header and program headers, directly followed by the hash segment
 * @param segments those to be loaded, in the order of the program headers
 * @param failure how the loader gives up once it has loaded them
 * @param relocatable whether it may be placed anywhere, which TrustZone is then told
 * @param span of all segments, whole 4 KiB pages
 * @param resourceTable the image's own, empty where it has none
 */
public record Firmware(
    String fileName,
    long fileBytes,
    Bytes metadata,
    List<Segment> segments,
    Optional<Failure> failure,
    boolean relocatable,
    long span,
    Bytes resourceTable) {

  /**
   * One segment to be loaded.
   *
   * @param offset from the start of the carveout
   * @param content its bytes in the file
   * @param memoryBytes its size in memory; what the file does not fill is zero
   */
  public record Segment(long offset, Bytes content, long memoryBytes) {}

  /**
   * Why the loader refuses the image.
   *
   * @param errno what it returns
   * @param text what it prints
   */
  public record Failure(int errno, String text) {}

  public Firmware {
    segments = List.copyOf(segments);
  }
}
