package io.pilsim.hardware.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;

/** A run of simulated memory with one kind of content. Its start is kept by {@link Extents}. */
sealed interface Extent {
  /** A piece of it. */
  Extent slice(long from, long size);

  /** The unsigned value of one byte. */
  int byteAt(long index);

  void copyTo(long from, byte[] to, int at, int count);

  void digestInto(MessageDigest sha, long from, long size);

  /** This extent and the one that follows it as one, or this one itself when that cannot be. */
  default Extent joined(Extent next) {
    return this;
  }

  /** Refers to an immutable source. */
  record Copied(Bytes bytes) implements Extent {
    @Override
    public Extent slice(long from, long size) {
      return new Copied(bytes.slice(from, size));
    }

    @Override
    public int byteAt(long index) {
      return bytes.byteAt(index);
    }

    @Override
    public void copyTo(long from, byte[] to, int at, int count) {
      bytes.copyTo(from, to, at, count);
    }

    @Override
    public void digestInto(MessageDigest sha, long from, long size) {
      bytes.digestInto(sha, from, size);
    }

    @Override
    public Extent joined(Extent next) {
      return next instanceof Copied other && bytes.isFollowedBy(other.bytes)
          ? new Copied(bytes.joined(other.bytes))
          : this;
    }
  }

  /** One byte again and again. */
  record Filled(byte value) implements Extent {
    private static final int CHUNK = 1 << 16;

    @Override
    public Extent slice(long from, long size) {
      return this;
    }

    @Override
    public int byteAt(long index) {
      return value & 0xff;
    }

    @Override
    public void copyTo(long from, byte[] to, int at, int count) {
      Arrays.fill(to, at, at + count, value);
    }

    @Override
    public void digestInto(MessageDigest sha, long from, long size) {
      byte[] chunk = new byte[(int) Math.min(size, CHUNK)];
      Arrays.fill(chunk, value);
      for (long left = size; left > 0; left -= chunk.length) {
        sha.update(chunk, 0, (int) Math.min(left, chunk.length));
      }
    }
  }

  /** A page, or what is left of one, that words are written to. */
  final class Written implements Extent {
    private static final VarHandle WORD =
        MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] page;
    private final int offset;

    Written(byte[] page) {
      this(page, 0);
    }

    private Written(byte[] page, int offset) {
      this.page = page;
      this.offset = offset;
    }

    @Override
    public Extent slice(long from, long size) {
      return new Written(page, offset + (int) from);
    }

    @Override
    public int byteAt(long index) {
      return page[offset + (int) index] & 0xff;
    }

    @Override
    public void copyTo(long from, byte[] to, int at, int count) {
      System.arraycopy(page, offset + (int) from, to, at, count);
    }

    @Override
    public void digestInto(MessageDigest sha, long from, long size) {
      sha.update(page, offset + (int) from, (int) size);
    }

    long word(long from) {
      return (long) WORD.get(page, offset + (int) from);
    }

    void setWord(long from, long value) {
      WORD.set(page, offset + (int) from, value);
    }

    void fill(long from, long size, byte value) {
      Arrays.fill(page, offset + (int) from, offset + (int) (from + size), value);
    }

    void set(long from, Bytes source) {
      source.copyTo(0, page, offset + (int) from, (int) source.size());
    }
  }
}
