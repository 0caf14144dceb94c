package io.pilsim.formats.mbn;

import io.pilsim.formats.FormatException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Makes images of a given shape: relocatable ELF32 for Hexagon, segments on page boundaries in file
 * and memory, contents that depend on the name alone, digests and a signature in place. There is
 * padding behind the program headers and behind the hash segment that nothing covers.
 */
public final class ImageBuilder {
  private static final int MACHINE_HEXAGON = 164;
  private static final int EXECUTABLE = 2;
  private static final long HEADERS = 7L << 24;
  private static final int READ_EXECUTE = 5;
  private static final int READ_WRITE = 6;
  private static final int PAGE = ImageShape.PAGE;
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final ImageShape shape;
  private final int headers;
  private final int contentAt;
  private final ByteBuffer out;

  private ImageBuilder(ImageShape shape) {
    this.shape = shape;
    this.headers = shape.loads() + 2;
    int hashAt = pageAbove(ElfHeader.BYTES + headers * Segment.HEADER_BYTES);
    this.contentAt = hashAt + pageAbove(shape.hashBytes());
    this.out = ByteBuffer.allocate(contentAt + (int) shape.filledBytes());
    out.order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The file. */
  public static byte[] build(ImageShape shape) {
    return new ImageBuilder(shape).image();
  }

  private byte[] image() {
    elfHeader();
    int hashAt = pageAbove(ElfHeader.BYTES + headers * Segment.HEADER_BYTES);
    int headerBytes = ElfHeader.BYTES + headers * Segment.HEADER_BYTES;
    programHeader(0, HEADERS, 0, 0, headerBytes, 0, 0);
    long end = shape.address() + shape.memoryBytes();
    programHeader(
        0, Segment.HASH, hashAt, end, shape.hashBytes(), pageAbove(shape.hashBytes()), PAGE);
    for (int i = 0; i < shape.filledSegments(); i++) {
      filledSegment(i);
    }
    long clearedAt = end - shape.largestSegment();
    load(READ_WRITE, contentAt, clearedAt, 0, shape.largestSegment());
    fill();
    try {
      ImageSigner.signInPlace(shape.name(), out.array());
    } catch (FormatException e) {
      throw new IllegalStateException(e);
    }
    return out.array();
  }

  private void filledSegment(int i) {
    long filled = shape.filledPages(i);
    long cleared = shape.clearedPages(i);
    long filesz = (shape.filledPages(i + 1) - filled) * PAGE;
    long memsz = filesz + (shape.clearedPages(i + 1) - cleared) * PAGE;
    long address = shape.address() + (filled + cleared) * PAGE;
    load(i == 0 ? READ_EXECUTE : READ_WRITE, contentAt + filled * PAGE, address, filesz, memsz);
  }

  private void load(int access, long offset, long address, long filesz, long memsz) {
    programHeader(Segment.LOAD, Segment.RELOCATABLE | access, offset, address, filesz, memsz, PAGE);
  }

  private void elfHeader() {
    out.put(new byte[] {0x7f, 'E', 'L', 'F', 1, 1, 1}).position(16);
    out.putShort((short) EXECUTABLE).putShort((short) MACHINE_HEXAGON).putInt(1);
    out.putInt((int) shape.address()).putInt(ElfHeader.BYTES).putInt(0).putInt(0);
    out.putShort((short) ElfHeader.BYTES).putShort((short) Segment.HEADER_BYTES);
    out.putShort((short) headers).putShort((short) 0).putShort((short) 0).putShort((short) 0);
  }

  private void programHeader(
      long type, long flags, long offset, long address, long filesz, long memsz, long align) {
    out.putInt((int) type).putInt((int) offset).putInt((int) address).putInt((int) address);
    out.putInt((int) filesz).putInt((int) memsz).putInt((int) flags).putInt((int) align);
  }

  /** SplitMix64, begun from the name (FNV-1a). */
  private void fill() {
    long state = 0xcbf29ce484222325L;
    for (byte b : shape.name().getBytes(StandardCharsets.UTF_8)) {
      state = (state ^ (b & 0xff)) * 0x100000001b3L;
    }
    byte[] image = out.array();
    for (int at = contentAt; at < image.length; at += Long.BYTES) {
      state += 0x9e3779b97f4a7c15L;
      long mixed = (state ^ state >>> 30) * 0xbf58476d1ce4e5b9L;
      mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
      WORDS.set(image, at, mixed ^ mixed >>> 31);
    }
  }

  private static int pageAbove(int bytes) {
    return (bytes + PAGE - 1) / PAGE * PAGE;
  }
}
