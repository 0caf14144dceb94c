package io.pilsim.hardware.memory;

import java.security.MessageDigest;
import java.util.Objects;

/**
 * What simulated memory holds.
 *
 * <p><b>Models:</b> every byte, as extents: a copy refers to an immutable source, a fill is one
 * extent of any size, real pages exist only where single words are written. Memory that was never
 * written reads as zero.
 *
 * <p><b>Does not model:</b> time, which is {@link Dram}'s; caches; read-only memory.
 */
public final class PhysicalMemory {
  private static final int PAGE = 4096;
  private static final int WORD = 8;
  private static final Extent.Filled ZERO = new Extent.Filled((byte) 0);

  private final long size;
  private final WordListener listener;
  private final Extents extents = new Extents();
  private final KnownPages known = new KnownPages();

  /** A memory of that many bytes, from address 0. */
  public PhysicalMemory(long size) {
    this(size, WordListener.NONE);
  }

  public PhysicalMemory(long size, WordListener listener) {
    if (size < PAGE || size % PAGE != 0) {
      throw new IllegalArgumentException("not a whole number of 4 KiB pages: " + size);
    }
    this.size = size;
    this.listener = listener;
  }

  public long size() {
    return size;
  }

  /** Whether there is memory at all addresses of a range. */
  public boolean contains(long address, long count) {
    return address >= 0 && count <= size && address <= size - count;
  }

  /** Makes memory at an address equal to the source. */
  public void copyIn(long address, Bytes source) {
    check(address, source.size());
    if (source.size() == 0) {
      return;
    }
    int index = extents.find(address);
    if (index >= 0
        && extents.end(index) - address >= source.size()
        && extents.get(index) instanceof Extent.Written page) {
      page.set(address - extents.start(index), source);
    } else {
      put(address, address + source.size(), new Extent.Copied(source));
    }
  }

  public void fill(long address, long size, int value) {
    check(address, size);
    if (size == 0) {
      return;
    }
    int index = extents.find(address);
    if (index >= 0
        && extents.end(index) - address >= size
        && extents.get(index) instanceof Extent.Written page) {
      page.fill(address - extents.start(index), size, (byte) value);
    } else {
      put(address, address + size, new Extent.Filled((byte) value));
    }
  }

  /** Eight bytes, little endian, from an address that is a multiple of eight. */
  public long readWord(long address) {
    checkWord(address);
    Extent.Written page = page(address);
    return page == null ? readWordAcrossExtents(address) : page.word(address & PAGE - 1);
  }

  public void writeWord(long address, long value) {
    checkWord(address);
    listener.wordWritten(address);
    Extent.Written page = page(address);
    (page == null ? writtenPage(address) : page).setWord(address & PAGE - 1, value);
  }

  /** The whole page around an address, if words of it have been written; or null. */
  private Extent.Written page(long address) {
    long base = address & -PAGE;
    Extent.Written page = known.find(base);
    if (page == null) {
      int index = extents.find(address);
      if (index >= 0
          && extents.start(index) == base
          && extents.end(index) == base + PAGE
          && extents.get(index) instanceof Extent.Written found) {
        known.add(base, found);
        return found;
      }
    }
    return page;
  }

  private void put(long start, long end, Extent extent) {
    known.forget();
    extents.put(start, end, extent);
  }

  public byte[] read(long address, int count) {
    check(address, count);
    byte[] to = new byte[count];
    long end = address + count;
    for (int i = extents.findFrom(address); i < extents.count() && extents.start(i) < end; i++) {
      long from = Math.max(address, extents.start(i));
      int part = (int) (Math.min(end, extents.end(i)) - from);
      extents.get(i).copyTo(from - extents.start(i), to, (int) (from - address), part);
    }
    return to;
  }

  /** The SHA-384 digest of a range; of a range that is part of one source, computed only once. */
  public byte[] sha384(long address, long size) {
    check(address, size);
    int index = extents.find(address);
    if (index >= 0
        && extents.end(index) - address >= size
        && extents.get(index) instanceof Extent.Copied copied) {
      return copied.bytes().sha384(address - extents.start(index), size);
    }
    return digest(address, address + size);
  }

  private byte[] digest(long address, long end) {
    MessageDigest sha = Bytes.newSha384();
    long done = address;
    for (int i = extents.findFrom(address); i < extents.count() && extents.start(i) < end; i++) {
      long from = Math.max(done, extents.start(i));
      ZERO.digestInto(sha, 0, from - done);
      done = Math.min(end, extents.end(i));
      extents.get(i).digestInto(sha, from - extents.start(i), done - from);
    }
    ZERO.digestInto(sha, 0, end - done);
    return sha.digest();
  }

  private long readWordAcrossExtents(long address) {
    long word = 0;
    for (int i = extents.findFrom(address);
        i < extents.count() && extents.start(i) < address + WORD;
        i++) {
      long from = Math.max(address, extents.start(i));
      long end = Math.min(address + WORD, extents.end(i));
      for (long at = from; at < end; at++) {
        long value = extents.get(i).byteAt(at - extents.start(i));
        word |= value << (8 * (at - address));
      }
    }
    return word;
  }

  private Extent.Written writtenPage(long address) {
    long base = address - address % PAGE;
    Extent.Written page = new Extent.Written(read(base, PAGE));
    put(base, base + PAGE, page);
    return page;
  }

  private void check(long address, long count) {
    Objects.checkFromIndexSize(address, count, size);
  }

  private void checkWord(long address) {
    if (address < 0 || address > size - WORD || address % WORD != 0) {
      throw new IllegalArgumentException("no word at 0x" + Long.toHexString(address));
    }
  }
}
