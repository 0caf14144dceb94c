package io.pilsim.formats.mbn;

import io.pilsim.formats.FormatException;
import io.pilsim.formats.mbn.LoadPlan.LoadFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A firmware image as Linux's MDT loader reads it.
 *
 * <p><b>Models:</b> which files it takes and which it refuses, metadata in its three layouts,
 * images split into {@code .bNN} files, relocation, placement, the errors and their order. <b>Does
 * not model:</b> reading beyond the end of a file: where the kernel would, this is an error;
 * segments that share so many of the file's bytes that reading them all is out of proportion.
 *
 * <p>Source: drivers/soc/qcom/mdt_loader.c of Linux 6.18, reference/flow.md section 6.
 */
public final class MbnImage {
  private static final int EINVAL = -22;
  private static final int ENOENT = -2;
  private static final long PAGE = 4096;
  private static final int MOST_SHARING = 16;

  private final String name;
  private final byte[] file;
  private final ElfHeader header;
  private final List<Segment> segments;
  private final MbnMetadata metadata;
  private final SplitFiles splitFiles;

  private MbnImage(
      String name,
      byte[] file,
      ElfHeader header,
      List<Segment> segments,
      MbnMetadata metadata,
      SplitFiles splitFiles) {
    this.name = name;
    this.file = file;
    this.header = header;
    this.segments = List.copyOf(segments);
    this.metadata = metadata;
    this.splitFiles = splitFiles;
  }

  /**
   * @param name as firmware is named: the names of split files come from it
   * @param file is kept, not copied
   */
  public static MbnImage parse(String name, byte[] file, SplitFiles splitFiles)
      throws FormatException {
    ElfReader reader = new ElfReader(name, file);
    ElfHeader header = reader.header();
    List<Segment> segments = reader.segments(header);
    checkSharing(name, file.length, segments);
    MbnMetadata metadata = MbnMetadata.read(name, file, segments, splitFiles);
    return new MbnImage(name, file, header, segments, metadata, splitFiles);
  }

  /** Hashing or loading what a file says is in it takes time in proportion to the file. */
  private static void checkSharing(String name, int fileBytes, List<Segment> segments)
      throws FormatException {
    long together = 0;
    for (Segment segment : segments) {
      boolean inside = segment.offset() + segment.filesz() <= fileBytes;
      together += inside ? segment.filesz() : 0;
    }
    if (together > (long) MOST_SHARING * fileBytes) {
      throw FormatException.ofFile(
          name,
          "its segments overlap: together they are more than "
              + MOST_SHARING
              + " times as long as the file");
    }
  }

  static FormatException unreadable(String name, long offset, String why) {
    String log = "error " + EINVAL + " reading firmware " + name + " metadata";
    return FormatException.atByte(name, offset, why + " (the loader: \"" + log + "\")");
  }

  public String name() {
    return name;
  }

  public ElfHeader header() {
    return header;
  }

  public List<Segment> segments() {
    return segments;
  }

  public List<Segment> loadable() {
    return segments.stream().filter(Segment::isLoadable).toList();
  }

  /** The segment with the digests. */
  public Segment hashSegment() {
    return segments.get(metadata.hashIndex());
  }

  /** ELF header and program headers, directly followed by the hash segment. */
  public byte[] metadata() {
    return metadata.bytes();
  }

  public boolean isRelocatable() {
    return segments.stream().anyMatch(each -> each.isLoadable() && each.isRelocatable());
  }

  /** Whether the segments are in files of their own. */
  public boolean isSplit() {
    return segments.stream().anyMatch(this::isElsewhere);
  }

  /** The loader adds 32-bit numbers here, so that an end beyond 2^32 looks like one inside. */
  private boolean isElsewhere(Segment segment) {
    long end = (segment.offset() + segment.filesz()) & 0xffff_ffffL;
    return segment.filesz() > 0 && (segment.offset() > file.length || end > file.length);
  }

  /** The lowest address of a loadable segment; nothing when there is none. */
  public OptionalLong minAddress() {
    return segments.stream().filter(Segment::isLoadable).mapToLong(Segment::paddr).min();
  }

  /** The end of the highest loadable segment, up to a page. */
  public OptionalLong maxAddress() {
    return segments.stream()
        .filter(Segment::isLoadable)
        .mapToLong(each -> (each.paddr() + each.memsz() + PAGE - 1) / PAGE * PAGE)
        .max();
  }

  /** The size that a relocatable image asks TrustZone for; nothing for one with fixed addresses. */
  public OptionalLong memorySetupSize() {
    return isRelocatable()
        ? OptionalLong.of(maxAddress().orElseThrow() - minAddress().orElseThrow())
        : OptionalLong.empty();
  }

  /** What loading it into a carveout comes to; reads the split files that there are. */
  public LoadPlan plan(long carveoutBase, long carveoutSize) {
    long base = isRelocatable() ? minAddress().orElseThrow() : carveoutBase;
    boolean split = isSplit();
    List<PlacedSegment> placed = new ArrayList<>();
    for (Segment segment : loadable()) {
      long offset = segment.paddr() - base;
      Optional<LoadFailure> misplaced = misplaced(segment, offset, carveoutSize);
      if (misplaced.isPresent()) {
        return new LoadPlan(placed, misplaced);
      }
      Source source = split ? fromSplitFile(segment) : fromFile(segment);
      if (source.failure.isPresent()) {
        return new LoadPlan(placed, source.failure);
      }
      placed.add(
          new PlacedSegment(segment, carveoutBase + offset, source.bytes, segment.zeroBytes()));
    }
    return new LoadPlan(placed, Optional.empty());
  }

  private static Optional<LoadFailure> misplaced(Segment segment, long offset, long size) {
    if (offset < 0 || offset + segment.memsz() > size) {
      return Optional.of(new LoadFailure(EINVAL, "segment outside memory range"));
    }
    if (segment.filesz() > segment.memsz()) {
      return Optional.of(
          new LoadFailure(
              EINVAL, "refusing to load segment " + segment.index() + " with p_filesz > p_memsz"));
    }
    return Optional.empty();
  }

  /** Bytes, or why there are none. */
  private record Source(SegmentBytes bytes, Optional<LoadFailure> failure) {}

  private Source fromFile(Segment segment) {
    if (segment.filesz() == 0) {
      return found(file, 0, 0);
    }
    if (segment.offset() + segment.filesz() > file.length) {
      String log = "file " + name + " segment " + segment.index() + " would be truncated";
      return failed(EINVAL, log);
    }
    return found(file, (int) segment.offset(), (int) segment.filesz());
  }

  private Source fromSplitFile(Segment segment) {
    if (segment.filesz() == 0) {
      return found(file, 0, 0);
    }
    Optional<String> part = splitName(name, segment.index());
    if (part.isEmpty()) {
      return failed(EINVAL, "Failed to load program segments: " + EINVAL);
    }
    Optional<byte[]> bytes = splitFiles.read(part.get());
    if (bytes.isEmpty()) {
      return failed(ENOENT, "error " + ENOENT + " loading " + part.get());
    }
    if (bytes.get().length != segment.filesz()) {
      return failed(EINVAL, truncated(segment.index(), part.get()));
    }
    return found(bytes.get(), 0, bytes.get().length);
  }

  private Source found(byte[] in, int offset, int length) {
    return new Source(new SegmentBytes(in, offset, length), Optional.empty());
  }

  private Source failed(int errno, String log) {
    return new Source(new SegmentBytes(file, 0, 0), Optional.of(new LoadFailure(errno, log)));
  }

  static String truncated(int segment, String part) {
    return "failed to load segment " + segment + " from truncated file " + part;
  }

  /** {@code adsp.mdt} and 7 give {@code adsp.b07}; nothing for a name that is too short. */
  static Optional<String> splitName(String name, int segment) {
    if (name.length() <= 4) {
      return Optional.empty();
    }
    String number = segment < 10 ? "0" + segment : Integer.toString(segment);
    return Optional.of(name.substring(0, name.length() - 3) + "b" + number);
  }

  /** Of the file itself; a split image has more in others. */
  public int fileSize() {
    return file.length;
  }
}
