package io.pilsim.formats.mbn;

import static io.pilsim.formats.mbn.TestElf.HASH;
import static io.pilsim.formats.mbn.TestElf.HEADERS;
import static io.pilsim.formats.mbn.TestElf.LOAD;
import static io.pilsim.formats.mbn.TestElf.RELOCATABLE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.formats.FormatException;
import io.pilsim.formats.mbn.LoadPlan.LoadFailure;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Four program headers are 52 + 4 * 32 = 180 bytes; the hash segment has 100, at 0x200. */
final class MbnImageTest {
  private static final int HEADER_BYTES = 180;
  private static final int HASH_BYTES = 100;
  private static final long BASE = 0x9590_0000L;
  private static final long SIZE = 0x10000;

  private static TestElf image(int size, int flags, long address) {
    return new TestElf(size)
        .segment(0, HEADERS, 0, 0, HEADER_BYTES, 0)
        .segment(0, HASH, 0x200, 0, HASH_BYTES, 4096)
        .segment(LOAD, flags, 0x300, address, 0x100, 0x1800)
        .segment(LOAD, flags, 0x400, address + 0x4000, 0x80, 0x80)
        .fill(0x200, HASH_BYTES, 0xaa)
        .fill(0x300, 0x100, 0xbb);
  }

  private static MbnImage parse(TestElf elf) throws FormatException {
    return MbnImage.parse("adsp.mbn", elf.bytes(), SplitFiles.NONE);
  }

  @Test
  void oneFileIsReadWithItsHashSegmentAtItsOffset() throws FormatException {
    byte[] file = image(0x480, RELOCATABLE, 0x1000).bytes();
    MbnImage image = MbnImage.parse("adsp.mbn", file, SplitFiles.NONE);
    byte[] metadata = image.metadata();
    assertEquals(HEADER_BYTES + HASH_BYTES, metadata.length);
    assertArrayEquals(Arrays.copyOf(file, HEADER_BYTES), Arrays.copyOf(metadata, HEADER_BYTES));
    assertEquals((byte) 0xaa, metadata[HEADER_BYTES]);
    assertEquals(164, image.header().machine());
    assertEquals(1, image.hashSegment().index());
    assertFalse(image.isSplit());
    assertEquals(OptionalLong.of(0x1000), image.minAddress());
    assertEquals(OptionalLong.of(0x6000), image.maxAddress(), "0x5080 up to a page");
    assertEquals(OptionalLong.of(0x5000), image.memorySetupSize());
  }

  @Test
  void segmentsGoWhereTheyBelongRelativeToTheLowest() throws FormatException {
    byte[] file = image(0x480, RELOCATABLE, 0x1000).bytes();
    LoadPlan plan = MbnImage.parse("adsp.mbn", file, SplitFiles.NONE).plan(BASE, SIZE);
    assertEquals(Optional.empty(), plan.failure());
    PlacedSegment first = plan.segments().get(0);
    assertEquals(BASE, first.address());
    assertSame(file, first.source().file());
    assertEquals(0x300, first.source().offset());
    assertEquals(0x100, first.source().length());
    assertEquals(0x1700, first.zeroBytes());
    assertEquals(BASE + 0x4000, plan.segments().get(1).address());
    assertEquals(0x180, plan.copiedBytes());
    assertEquals(0x1700, plan.clearedBytes());
  }

  @Test
  void anImageWithFixedAddressesGoesThereAndAsksForNoSetup() throws FormatException {
    MbnImage image = parse(image(0x480, 0, BASE + 0x2000));
    assertEquals(OptionalLong.empty(), image.memorySetupSize());
    assertEquals(BASE + 0x2000, image.plan(BASE, SIZE).segments().get(0).address());
  }

  @Test
  void theLastBytesOfTheCarveoutMayBeUsedAndNoMore() throws FormatException {
    MbnImage image = parse(image(0x480, RELOCATABLE, 0x1000));
    assertEquals(Optional.empty(), image.plan(BASE, 0x4080).failure());
    LoadPlan plan = image.plan(BASE, 0x407f);
    assertEquals(Optional.of(new LoadFailure(-22, "segment outside memory range")), plan.failure());
    assertEquals(1, plan.segments().size(), "what comes before is loaded");
    assertEquals(
        "segment outside memory range",
        parse(image(0x480, 0, BASE - 0x1000)).plan(BASE, SIZE).failure().orElseThrow().log());
  }

  @Test
  void moreBytesInTheFileThanInMemoryAreRefused() throws FormatException {
    TestElf elf =
        new TestElf(0x480)
            .segment(0, HEADERS, 0, 0, 148, 0)
            .segment(0, HASH, 0x200, 0, HASH_BYTES, 4096)
            .segment(LOAD, RELOCATABLE, 0x300, 0, 0x101, 0x100);
    assertEquals(
        Optional.of(new LoadFailure(-22, "refusing to load segment 2 with p_filesz > p_memsz")),
        parse(elf).plan(BASE, SIZE).failure());
  }

  @Test
  void anEndBeyondFourGibibytesIsTruncatedNotSplit() throws FormatException {
    TestElf elf = image(0x480, RELOCATABLE, 0x1000);
    int lastHeader = 52 + 3 * 32;
    elf.u32(lastHeader + 4, 0x300)
        .u32(lastHeader + 16, 0xffff_ff00L)
        .u32(lastHeader + 20, 0xffff_ff00L);
    MbnImage image = parse(elf);
    assertFalse(image.isSplit());
    assertEquals(
        Optional.of(new LoadFailure(-22, "file adsp.mbn segment 3 would be truncated")),
        image.plan(BASE, 1L << 33).failure());
  }

  @Test
  void aSplitImageHasItsHashBehindTheHeadersAndItsSegmentsBeside() throws FormatException {
    byte[] whole = image(0x480, RELOCATABLE, 0x1000).bytes();
    byte[] mdt = Arrays.copyOf(whole, HEADER_BYTES + HASH_BYTES);
    Arrays.fill(mdt, HEADER_BYTES, mdt.length, (byte) 0xcc);
    byte[] code = new byte[0x100];
    Map<String, byte[]> parts = Map.of("x/adsp.b02", code, "x/adsp.b03", new byte[0x80]);
    MbnImage image =
        MbnImage.parse("x/adsp.mdt", mdt, name -> Optional.ofNullable(parts.get(name)));
    assertTrue(image.isSplit());
    assertEquals((byte) 0xcc, image.metadata()[HEADER_BYTES]);
    LoadPlan plan = image.plan(BASE, SIZE);
    assertEquals(Optional.empty(), plan.failure());
    assertSame(code, plan.segments().get(0).source().file());
    assertEquals(0, plan.segments().get(0).source().offset());
  }

  @Test
  void theHashSegmentMayBeInAFileOfItsOwn() throws FormatException {
    byte[] mdt = Arrays.copyOf(image(0x480, RELOCATABLE, 0x1000).bytes(), HEADER_BYTES);
    byte[] hash = new byte[HASH_BYTES];
    Arrays.fill(hash, (byte) 0xdd);
    MbnImage image = MbnImage.parse("adsp.mdt", mdt, only("adsp.b01", hash));
    assertEquals((byte) 0xdd, image.metadata()[HEADER_BYTES]);
    assertMessage(
        "adsp.mdt: the hash segment is not in the file, and there is no adsp.b01",
        "adsp.mdt",
        mdt,
        SplitFiles.NONE);
    assertMessage(
        "adsp.mdt: failed to load segment 1 from truncated file adsp.b01",
        "adsp.mdt",
        mdt,
        only("adsp.b01", new byte[99]));
    assertMessage(
        "a.md: the hash segment is not in the file, and there is no split file for so short a name",
        "a.md",
        mdt,
        SplitFiles.NONE);
  }

  @Test
  void splitFilesThatAreMissingOrShortFailWhenTheirTurnComes() throws FormatException {
    byte[] mdt =
        Arrays.copyOf(image(0x480, RELOCATABLE, 0x1000).bytes(), HEADER_BYTES + HASH_BYTES);
    MbnImage none = MbnImage.parse("adsp.mdt", mdt, SplitFiles.NONE);
    assertEquals(
        Optional.of(new LoadFailure(-2, "error -2 loading adsp.b02")),
        none.plan(BASE, SIZE).failure());
    MbnImage one = MbnImage.parse("adsp.mdt", mdt, only("adsp.b02", new byte[0x100]));
    assertEquals(1, one.plan(BASE, SIZE).segments().size());
    MbnImage cut = MbnImage.parse("adsp.mdt", mdt, only("adsp.b02", new byte[0xff]));
    assertEquals(
        Optional.of(new LoadFailure(-22, "failed to load segment 2 from truncated file adsp.b02")),
        cut.plan(BASE, SIZE).failure());
  }

  @Test
  void splitNamesHaveTwoDigitsOrMore() {
    assertEquals(Optional.of("adsp.b07"), MbnImage.splitName("adsp.mdt", 7));
    assertEquals(Optional.of("adsp.b123"), MbnImage.splitName("adsp.mdt", 123));
    assertEquals(Optional.empty(), MbnImage.splitName("abcd", 1));
  }

  @Test
  void whatTheLoaderDoesNotLoadIsNotLoadable() throws FormatException {
    TestElf elf =
        new TestElf(0x480)
            .segment(0, HEADERS, 0, 0, HEADER_BYTES, 0)
            .segment(LOAD, HASH, 0x200, 0, HASH_BYTES, 4096)
            .segment(LOAD, RELOCATABLE, 0, 0x1000, 0, 0)
            .segment(6, 0, 0, 0, 0x20, 0x20);
    MbnImage image = parse(elf);
    assertEquals(List.of(), image.loadable());
    assertEquals(OptionalLong.empty(), image.minAddress());
    assertFalse(image.isRelocatable());
    assertEquals(List.of(), image.plan(BASE, SIZE).segments());
  }

  @Test
  void theChecksOfTheLoaderAreExplained() {
    String log = " (the loader: \"error -22 reading firmware adsp.mbn metadata\")";
    assertBroken("byte 0x0: not an ELF file" + log, 0, 0x12345678);
    assertBroken(
        "byte 0x2a: program headers of 56 bytes, expected 32: 64-bit ELF is not loaded" + log,
        40,
        0x380034);
    assertBroken("byte 0x1c: the program headers reach beyond the file" + log, 28, 0x401);
    assertBroken("byte 0x1c: the program headers reach beyond the file" + log, 28, 0xffff_ffffL);
    assertBroken("byte 0x2e: section headers of 0 bytes, expected 40" + log, 48, 1);
    assertBroken("byte 0x2e: section headers of 41 bytes, expected 40" + log, 44, 41 << 16 | 4);
    assertBroken("byte 0x1c: the first program header is PT_LOAD" + log, 52, LOAD);
    assertBroken("byte 0x1c: the first segment reaches beyond the file" + log, 68, 0x481);
    assertBroken("byte 0x1c: no hash segment found in adsp.mbn" + log, 84 + 24, 0);
    assertBroken("byte 0x2c: fewer than two program headers" + log, 44, 1);
    assertMessage(
        "adsp.mbn: byte 0x33: too short for an ELF header" + log,
        "adsp.mbn",
        new byte[51],
        SplitFiles.NONE);
    byte[] sections = image(0x480, 0, 0).u16(46, 40).u16(48, 1).u32(32, 0x459).bytes();
    assertMessage(
        "adsp.mbn: byte 0x20: the section headers reach beyond the file" + log,
        "adsp.mbn",
        sections,
        SplitFiles.NONE);
  }

  @Test
  void segmentsShareTheBytesOfTheFileSixteenTimesAtMost() throws FormatException {
    TestElf shared = new TestElf(0x1000).segment(0, HEADERS, 0, 0, 1024, 0);
    shared.segment(0, HASH, 1024, 0, 3072, 0);
    for (int i = 0; i < 15; i++) {
      shared.segment(LOAD, 0, 0, 0x1000, 0x1000, 0x1000);
    }
    MbnImage.parse("a.mbn", shared.bytes(), SplitFiles.NONE);
    assertMessage(
        "a.mbn: its segments overlap: together they are more than 16 times as long as the file",
        "a.mbn",
        shared.segment(LOAD, 0, 0, 0x1000, 1, 1).bytes(),
        SplitFiles.NONE);
  }

  private static void assertBroken(String message, int at, long word) {
    byte[] file = image(0x480, RELOCATABLE, 0x1000).u32(at, word).bytes();
    assertMessage("adsp.mbn: " + message, "adsp.mbn", file, SplitFiles.NONE);
  }

  private static SplitFiles only(String part, byte[] bytes) {
    return name -> name.equals(part) ? Optional.of(bytes) : Optional.empty();
  }

  private static void assertMessage(String message, String name, byte[] file, SplitFiles parts) {
    assertEquals(
        message,
        assertThrows(FormatException.class, () -> MbnImage.parse(name, file, parts)).getMessage());
  }
}
