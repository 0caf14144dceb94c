package io.pilsim.hardware.memory;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Objects;
import java.util.TreeMap;

/**
 * An immutable run of bytes, such as a firmware file, that simulated memory refers to instead of
 * copying. Slices share the bytes and the digests of the whole.
 *
 * <p>May be used by several runs at once: the digests are computed once for all of them.
 */
public final class Bytes {
  /** The bytes of a whole source and the digests taken of parts of it. */
  private static final class Source {
    private final byte[] content;
    private final TreeMap<Range, byte[]> digests = new TreeMap<>();

    Source(byte[] content) {
      this.content = content;
    }

    synchronized byte[] sha384(int from, int size) {
      return digests
          .computeIfAbsent(new Range(from, size), range -> digest(range.from, range.size))
          .clone();
    }

    private byte[] digest(int from, int size) {
      MessageDigest sha = newSha384();
      sha.update(content, from, size);
      return sha.digest();
    }
  }

  private record Range(int from, int size) implements Comparable<Range> {
    @Override
    public int compareTo(Range other) {
      int byFrom = Integer.compare(from, other.from);
      return byFrom != 0 ? byFrom : Integer.compare(size, other.size);
    }
  }

  private final Source source;
  private final int from;
  private final int size;

  private Bytes(Source source, int from, int size) {
    this.source = source;
    this.from = from;
    this.size = size;
  }

  public static Bytes of(byte[] content) {
    return new Bytes(new Source(content.clone()), 0, content.length);
  }

  public long size() {
    return size;
  }

  /** The unsigned value of one byte. */
  public int byteAt(long index) {
    return source.content[from + (int) Objects.checkIndex(index, (long) size)] & 0xff;
  }

  public Bytes slice(long from, long size) {
    Objects.checkFromIndexSize(from, size, (long) this.size);
    return new Bytes(source, this.from + (int) from, (int) size);
  }

  public void copyTo(long from, byte[] to, int at, int count) {
    Objects.checkFromIndexSize(from, (long) count, (long) size);
    System.arraycopy(source.content, this.from + (int) from, to, at, count);
  }

  public byte[] toArray() {
    return Arrays.copyOfRange(source.content, from, from + size);
  }

  /** The SHA-384 digest of a part, computed once per part. */
  public byte[] sha384(long from, long size) {
    Objects.checkFromIndexSize(from, size, (long) this.size);
    return source.sha384(this.from + (int) from, (int) size);
  }

  void digestInto(MessageDigest sha, long from, long size) {
    sha.update(source.content, this.from + (int) from, (int) size);
  }

  /** Whether the other one's bytes follow this one's in the same source. */
  boolean isFollowedBy(Bytes other) {
    return source == other.source && from + size == other.from;
  }

  /** Both as one; only when the other one follows. */
  Bytes joined(Bytes other) {
    return new Bytes(source, from, Math.addExact(size, other.size));
  }

  static MessageDigest newSha384() {
    try {
      return MessageDigest.getInstance("SHA-384");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-384", e);
    }
  }
}
