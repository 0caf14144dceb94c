package io.pilsim.software.secure;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;

/**
 * The digests in a hash segment, one for each program header; the first is that of the ELF header
 * with the program headers.
 *
 * <p><b>Models:</b> SHA-256 and SHA-384, behind MBN headers of version 3, 5, 6 and 7, or anywhere
 * at a multiple of four where the first digest stands. Source: the hash segments that the open
 * signing tool qtestsign writes (fw/hashseg.py: versions 3, 5 and 7 have headers of 40 bytes, 6 of
 * 48; metadata precedes the digests); a wrong guess does no harm, because the digest of the header
 * decides.
 */
final class HashTable {
  private static final int SHORT_HEADER = 40;
  private static final int LONG_HEADER = 48;

  private final byte[] hashSegment;
  private final int entries;
  private final int offset;
  private final String algorithm;
  private final boolean matchesHeader;

  private HashTable(
      byte[] hashSegment, int entries, int offset, String algorithm, boolean matchesHeader) {
    this.hashSegment = hashSegment;
    this.entries = entries;
    this.offset = offset;
    this.algorithm = algorithm;
    this.matchesHeader = matchesHeader;
  }

  /**
   * Nothing when there is neither a table that fits the header nor an MBN header that names one.
   */
  static Optional<HashTable> find(byte[] elfHeaders, byte[] hashSegment, int entries) {
    HashTable wide = new HashTable(hashSegment, entries, 0, "SHA-384", true);
    HashTable narrow = new HashTable(hashSegment, entries, 0, "SHA-256", true);
    Optional<HashTable> named = named(hashSegment, entries);
    return named
        .filter(table -> table.startsWith(digest(table.algorithm, elfHeaders)))
        .or(() -> wide.searched(digest(wide.algorithm, elfHeaders)))
        .or(() -> narrow.searched(digest(narrow.algorithm, elfHeaders)))
        .or(() -> named.map(HashTable::thatDoesNotMatch));
  }

  /** Where the MBN header says that it is. */
  private static Optional<HashTable> named(byte[] segment, int entries) {
    if (segment.length < LONG_HEADER) {
      return Optional.empty();
    }
    long version = LittleEndian.u32(segment, 4);
    long tableBytes = LittleEndian.u32(segment, 20);
    long offset;
    if (version == 3 || version == 5) {
      offset = SHORT_HEADER;
    } else if (version == 6) {
      long oem = LittleEndian.u32(segment, 40) + LittleEndian.u32(segment, 44);
      offset = LONG_HEADER + oem;
    } else if (version == 7) {
      long common = LittleEndian.u32(segment, 8) + LittleEndian.u32(segment, 12);
      offset = SHORT_HEADER + common + LittleEndian.u32(segment, 16);
    } else {
      return Optional.empty();
    }
    String algorithm = tableBytes == 48L * entries ? "SHA-384" : "SHA-256";
    boolean fits =
        tableBytes == (long) digestBytes(algorithm) * entries
            && offset + tableBytes <= segment.length;
    return fits
        ? Optional.of(new HashTable(segment, entries, (int) offset, algorithm, true))
        : Optional.empty();
  }

  private Optional<HashTable> searched(byte[] first) {
    int last = hashSegment.length - entries * first.length;
    for (int at = 0; at <= last; at += 4) {
      if (Arrays.equals(hashSegment, at, at + first.length, first, 0, first.length)) {
        return Optional.of(new HashTable(hashSegment, entries, at, algorithm, true));
      }
    }
    return Optional.empty();
  }

  private boolean startsWith(byte[] first) {
    return Arrays.equals(entry(0), first);
  }

  private HashTable thatDoesNotMatch() {
    return new HashTable(hashSegment, entries, offset, algorithm, false);
  }

  /** As {@link MessageDigest} names it. */
  String algorithm() {
    return algorithm;
  }

  /** Whether the first digest is that of the header that came with it. */
  boolean matchesHeader() {
    return matchesHeader;
  }

  int offset() {
    return offset;
  }

  /** The first byte behind it. */
  int end() {
    return offset + entries * digestBytes(algorithm);
  }

  byte[] entry(int index) {
    int bytes = digestBytes(algorithm);
    return Arrays.copyOfRange(hashSegment, offset + index * bytes, offset + (index + 1) * bytes);
  }

  static int digestBytes(String algorithm) {
    return algorithm.equals("SHA-384") ? 48 : 32;
  }

  static byte[] digest(String algorithm, byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
