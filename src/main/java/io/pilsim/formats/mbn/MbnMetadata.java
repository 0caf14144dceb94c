package io.pilsim.formats.mbn;

import io.pilsim.formats.FormatException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The bytes that go to TrustZone before anything is loaded, and where they come from. */
final class MbnMetadata {
  private final int hashIndex;
  private final byte[] bytes;

  private MbnMetadata(int hashIndex, byte[] bytes) {
    this.hashIndex = hashIndex;
    this.bytes = bytes;
  }

  int hashIndex() {
    return hashIndex;
  }

  byte[] bytes() {
    return bytes.clone();
  }

  static MbnMetadata read(String name, byte[] file, List<Segment> segments, SplitFiles splitFiles)
      throws FormatException {
    if (segments.size() < 2) {
      throw MbnImage.unreadable(name, 44, "fewer than two program headers");
    }
    Segment headers = segments.get(0);
    if (headers.isLoad()) {
      throw MbnImage.unreadable(name, 28, "the first program header is PT_LOAD");
    }
    if (headers.filesz() > file.length) {
      throw MbnImage.unreadable(name, 28, "the first segment reaches beyond the file");
    }
    Segment hash = hashSegment(name, segments);
    byte[] bytes = Arrays.copyOf(file, (int) headers.filesz());
    return new MbnMetadata(
        hash.index(), joined(bytes, hashBytes(name, file, headers, hash, splitFiles)));
  }

  private static Segment hashSegment(String name, List<Segment> segments) throws FormatException {
    for (Segment segment : segments.subList(1, segments.size())) {
      if (segment.isHash()) {
        return segment;
      }
    }
    throw MbnImage.unreadable(name, 28, "no hash segment found in " + name);
  }

  private static SegmentBytes hashBytes(
      String name, byte[] file, Segment headers, Segment hash, SplitFiles splitFiles)
      throws FormatException {
    if (headers.filesz() + hash.filesz() == file.length) {
      return new SegmentBytes(file, (int) headers.filesz(), (int) hash.filesz());
    }
    if (hash.offset() + hash.filesz() <= file.length) {
      return new SegmentBytes(file, (int) hash.offset(), (int) hash.filesz());
    }
    Optional<String> part = MbnImage.splitName(name, hash.index());
    Optional<byte[]> bytes = part.flatMap(splitFiles::read);
    if (bytes.isEmpty()) {
      throw FormatException.ofFile(
          name,
          "the hash segment is not in the file, and there is no "
              + part.orElse("split file for so short a name"));
    }
    if (bytes.get().length != hash.filesz()) {
      throw FormatException.ofFile(name, MbnImage.truncated(hash.index(), part.orElseThrow()));
    }
    return new SegmentBytes(bytes.get(), 0, bytes.get().length);
  }

  private static byte[] joined(byte[] headers, SegmentBytes hash) {
    byte[] bytes = Arrays.copyOf(headers, headers.length + hash.length());
    System.arraycopy(hash.file(), hash.offset(), bytes, headers.length, hash.length());
    return bytes;
  }
}
