package io.pilsim.software.secure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * What the normal world hands over to have an image authenticated: the ELF header with the program
 * headers (the first segment), directly followed by the hash segment.
 *
 * <p><b>Models:</b> 32-bit ELF; digests as {@link HashTable} finds them, signatures as {@link
 * ImageSignature} knows them. Source: how drivers/soc/qcom/mdt_loader.c of Linux 6.18 puts it
 * together, reference/flow.md section 6.
 */
public final class ImageMetadata {
  /** How much of it must be seen to know how long it is: an ELF header. */
  public static final int HEADER_BYTES = 52;

  private static final long ELF_MAGIC = 0x464c457fL;
  private static final int MOST_BYTES = 1 << 20;

  private final byte[] elfHeaders;
  private final byte[] hashSegment;
  private final List<MetadataSegment> segments;
  private final Optional<HashTable> table;
  private final SignatureState signature;

  private ImageMetadata(byte[] elfHeaders, byte[] hashSegment, List<MetadataSegment> segments) {
    this.elfHeaders = elfHeaders;
    this.hashSegment = hashSegment;
    this.segments = List.copyOf(segments);
    this.table = HashTable.find(elfHeaders, hashSegment, segments.size());
    this.signature =
        table
            .map(found -> new ImageSignature(elfHeaders, hashSegment, found).state())
            .orElseGet(() -> ImageSignature.withoutTable(elfHeaders, hashSegment));
  }

  /**
   * How long metadata is of which only the beginning is known; 0 when it cannot be metadata.
   *
   * @param beginning gives the first so many bytes
   */
  public static long sizeOf(IntFunction<byte[]> beginning) {
    byte[] header = beginning.apply(HEADER_BYTES);
    if (!isElf(header)) {
      return 0;
    }
    byte[] headers = beginning.apply(tableEnd(header));
    List<MetadataSegment> segments = segments(headers);
    int hash = hashIndex(segments);
    if (hash == 0) {
      return 0;
    }
    long size = segments.get(0).filesz() + segments.get(hash).filesz();
    return size <= MOST_BYTES ? size : 0;
  }

  /** Nothing when the bytes are not metadata of just this length. */
  public static Optional<ImageMetadata> parse(byte[] metadata) {
    if (metadata.length < HEADER_BYTES
        || !isElf(metadata)
        || tableEnd(metadata) > metadata.length) {
      return Optional.empty();
    }
    List<MetadataSegment> segments = segments(metadata);
    int hash = hashIndex(segments);
    long headerBytes = segments.isEmpty() ? 0 : segments.get(0).filesz();
    if (hash == 0
        || headerBytes < tableEnd(metadata)
        || headerBytes + segments.get(hash).filesz() != metadata.length) {
      return Optional.empty();
    }
    int boundary = (int) headerBytes;
    return Optional.of(
        new ImageMetadata(
            Arrays.copyOf(metadata, boundary),
            Arrays.copyOfRange(metadata, boundary, metadata.length),
            segments));
  }

  private static boolean isElf(byte[] header) {
    return LittleEndian.u32(header, 0) == ELF_MAGIC
        && LittleEndian.u16(header, 42) == MetadataSegment.BYTES
        && LittleEndian.u32(header, 28) <= MOST_BYTES
        && LittleEndian.u16(header, 44) >= 2;
  }

  /** Where the program headers end. */
  private static int tableEnd(byte[] header) {
    int end = (int) LittleEndian.u32(header, 28) + count(header) * MetadataSegment.BYTES;
    return Math.max(end, HEADER_BYTES);
  }

  private static int count(byte[] header) {
    return LittleEndian.u16(header, 44);
  }

  private static List<MetadataSegment> segments(byte[] headers) {
    int first = (int) LittleEndian.u32(headers, 28);
    List<MetadataSegment> segments = new ArrayList<>();
    for (int i = 0; i < count(headers); i++) {
      segments.add(MetadataSegment.at(headers, first + i * MetadataSegment.BYTES));
    }
    return segments;
  }

  /** The first hash segment; 0 when there is none. */
  private static int hashIndex(List<MetadataSegment> segments) {
    for (int i = 1; i < segments.size(); i++) {
      if (segments.get(i).isHash()) {
        return i;
      }
    }
    return 0;
  }

  /** In bytes. */
  public long size() {
    return (long) elfHeaders.length + hashSegment.length;
  }

  public SignatureState signature() {
    return signature;
  }

  /** Whether digests were found; an image without is opaque. */
  public boolean hasDigests() {
    return table.isPresent();
  }

  /** The name of the digest function; SHA-384 for an opaque image. */
  public String algorithm() {
    return table.map(HashTable::algorithm).orElse("SHA-384");
  }

  /**
   * Whether header and hash segment are what was signed, as far as that can be seen: a signature of
   * a kind that is not known, or none, leaves it to the digest of the header.
   */
  public boolean isGenuine(boolean opaqueIsToo) {
    boolean headerIsKnown = table.map(HashTable::matchesHeader).orElse(opaqueIsToo);
    return headerIsKnown && signature != SignatureState.INVALID;
  }

  public boolean isRelocatable() {
    return segments.stream().anyMatch(MetadataSegment::isRelocatable);
  }

  /** The digest that a segment's bytes in the file must have; nothing where none is recorded. */
  public Optional<byte[]> expectedDigest(int segment) {
    MetadataSegment header = segments.get(segment);
    if (table.isEmpty() || !header.isLoadable() || header.filesz() == 0) {
      return Optional.empty();
    }
    byte[] digest = table.get().entry(segment);
    return isZero(digest) ? Optional.empty() : Optional.of(digest);
  }

  private static boolean isZero(byte[] bytes) {
    return Arrays.equals(bytes, new byte[bytes.length]);
  }

  /** How many bytes are hashed when the loaded segments are compared. */
  public long hashedBytes() {
    return segments.stream()
        .filter(MetadataSegment::isLoadable)
        .mapToLong(MetadataSegment::filesz)
        .sum();
  }

  /**
   * Whether every loaded segment has the digest recorded for it.
   *
   * @param base where a relocatable image was put; of no account to another
   */
  public boolean segmentsMatch(long base, SegmentDigests digests) {
    for (int i = 0; i < segments.size(); i++) {
      Optional<byte[]> expected = expectedDigest(i);
      if (expected.isPresent()) {
        MetadataSegment segment = segments.get(i);
        long address = placed(segment.paddr(), base);
        if (!Arrays.equals(expected.get(), digests.of(address, segment.filesz()))) {
          return false;
        }
      }
    }
    return true;
  }

  /** Where the processor begins. */
  public long entryAddress(long base) {
    return placed(LittleEndian.u32(elfHeaders, 24), base);
  }

  private long placed(long address, long base) {
    return isRelocatable() ? base + address - lowestAddress() : address;
  }

  private long lowestAddress() {
    return segments.stream()
        .filter(MetadataSegment::isLoadable)
        .mapToLong(MetadataSegment::paddr)
        .min()
        .orElse(0);
  }
}
