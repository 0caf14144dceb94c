package io.pilsim.fuzz;

import static io.pilsim.fuzz.FuzzTarget.bytes;

import io.pilsim.formats.FormatException;
import io.pilsim.formats.fdt.DeviceTree;
import io.pilsim.formats.fdt.DtbWriter;
import io.pilsim.formats.fdt.Node;
import io.pilsim.formats.fdt.NodeDraft;
import io.pilsim.formats.fdt.Property;
import io.pilsim.formats.mbn.ImageBuilder;
import io.pilsim.formats.mbn.ImageShape;
import io.pilsim.formats.mbn.ImageSigner;
import io.pilsim.formats.mbn.MbnImage;
import io.pilsim.formats.mbn.SplitFiles;
import io.pilsim.formats.mbn.TestElf;
import io.pilsim.formats.requests.RequestList;
import io.pilsim.software.secure.ImageMetadata;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** Device trees, overlays, firmware images and packed request lists. */
final class BinaryTargets {
  private static final int PACKED_BYTES_PER_BYTE = 8_000;
  private static final int SIGNED_OF = 256; // a signature takes milliseconds
  private static final List<String> TREE_WORDS =
      List.of(
          "\0\0\0\1",
          "\0\0\0\2",
          "\0\0\0\3",
          "\0\0\0\4",
          "\0\0\0\11",
          "\0\0\0\1x\0\0\0",
          "phandle\0",
          "target\0",
          "__overlay__\0",
          "__fixups__\0\0");

  private BinaryTargets() {}

  static List<FuzzTarget> all() throws FormatException, IOException {
    return List.of(trees(), overlays(), images(), splitImages(), packedRequests());
  }

  private static FuzzTarget binary(
      String name, List<byte[]> seeds, List<String> words, FuzzTarget.Reading reading) {
    return FuzzTarget.of(
        name, FuzzTarget.Kind.BINARY, seeds, words, FormatException.class, reading);
  }

  private static NodeDraft board() {
    NodeDraft root = NodeDraft.root().cells("#address-cells", 1).cells("#size-cells", 1);
    root.child("smmu@1000").cells("reg", 0x1000, 0x10).cells("#iommu-cells", 2).cells("phandle", 1);
    root.child("memory@2000").cells("reg", 0x2000, 0x10).cells("phandle", 2);
    NodeDraft dsp = root.child("soc").child("dsp@3000").strings("compatible", "a,dsp", "a,pas");
    dsp.cells("iommus", 1, 3, 4).cells("memory-region", 2).strings("status", "okay");
    root.child("aliases").strings("dsp", "/soc/dsp@3000");
    root.child("__symbols__").strings("smmu", "/smmu@1000").strings("dsp", "/soc/dsp@3000");
    return root;
  }

  private static byte[] overlay() {
    NodeDraft root = NodeDraft.root();
    NodeDraft content = root.child("fragment@0").cells("target", 0xffff_ffffL).child("__overlay__");
    content.cells("iommus", 0xffff_ffffL, 5, 6).cells("peer", 1);
    content.child("new").cells("phandle", 1);
    root.child("fragment@1").strings("target-path", "/soc").child("__overlay__").flag("x");
    root.child("__fixups__")
        .strings("dsp", "/fragment@0:target:0")
        .strings("smmu", "/fragment@0/__overlay__:iommus:0");
    root.child("__local_fixups__").child("fragment@0").child("__overlay__").cells("peer", 0);
    root.child("__symbols__").strings("new", "/fragment@0/__overlay__/new");
    return DtbWriter.encode(List.of(), root);
  }

  private static FuzzTarget trees() throws FormatException {
    DeviceTree overlay = DeviceTree.parse("f.dtbo", overlay());
    return binary(
        "dtb",
        List.of(DtbWriter.encode(List.of(), board())),
        TREE_WORDS,
        input -> {
          DeviceTree tree = DeviceTree.parse("f.dtb", input);
          useAll(tree);
          useAll(tree.merge(List.of(overlay)));
        });
  }

  private static FuzzTarget overlays() throws FormatException {
    DeviceTree base = DeviceTree.of("b.dtb", List.of(), board());
    return binary(
        "dtbo",
        List.of(overlay()),
        TREE_WORDS,
        input -> useAll(base.merge(List.of(DeviceTree.parse("f.dtbo", input)))));
  }

  private static void useAll(DeviceTree tree) throws FormatException {
    for (Node node : tree.nodes()) {
      node.reg();
      node.isEnabled();
      node.compatible();
      node.phandle();
      tree.iommus(node);
      tree.memoryRegions(node);
      for (Property property : node.properties()) {
        property.bytes();
      }
    }
    tree.find("dsp");
    tree.byLabel("smmu");
    DeviceTree.parse("again", DtbWriter.encode(tree));
  }

  private static byte[] headersOfImage() throws FormatException {
    ImageShape shape =
        new ImageShape("f", 0x1000, 4, 3 * 4096, 8 * 4096, 4096, ImageSigner.leastBytes(6));
    return Arrays.copyOf(ImageBuilder.build(shape), 2 * 4096);
  }

  private static byte[] smallImage() {
    return new TestElf(0x700)
        .segment(0, TestElf.HEADERS, 0, 0, 148, 0)
        .segment(0, TestElf.HASH, 0x200, 0, 0x300, 0)
        .segment(TestElf.LOAD, TestElf.RELOCATABLE, 0x600, 0x1000, 0x100, 0x200)
        .bytes();
  }

  private static FuzzTarget images() throws FormatException {
    List<byte[]> seeds =
        List.of(
            headersOfImage(),
            smallImage(),
            ImageSigner.sign("f.elf", smallImage()),
            manySegments());
    return binary(
        "mbn",
        seeds,
        List.of(),
        input -> {
          useImage(input, name -> Optional.empty());
          if (Arrays.hashCode(input) % SIGNED_OF == 0) {
            ImageSigner.sign("f.elf", input);
          }
        });
  }

  /** Each of which is all of the file, with room for the digest of each. */
  private static byte[] manySegments() {
    int count = 10_000;
    int table = 52 + 32 * count;
    int hash = ImageSigner.leastBytes(count);
    int all = table + hash;
    TestElf elf = new TestElf(all);
    elf.segment(0, TestElf.HEADERS, 0, 0, table, 0).segment(0, TestElf.HASH, table, 0, hash, 0);
    for (int i = 2; i < count; i++) {
      elf.segment(TestElf.LOAD, 0, 0, 0, all, all);
    }
    return elf.bytes();
  }

  private static FuzzTarget splitImages() {
    byte[] whole = smallImage();
    return binary(
        "mdt",
        List.of(Arrays.copyOf(whole, 148 + 0x300), Arrays.copyOf(whole, 148)),
        List.of(),
        input ->
            useImage(
                input,
                name -> name.endsWith("2") ? Optional.of(new byte[0x100]) : Optional.empty()));
  }

  private static void useImage(byte[] input, SplitFiles parts) throws FormatException {
    ImageMetadata.sizeOf(count -> Arrays.copyOf(input, count));
    MbnImage image = MbnImage.parse("f.mdt", input, parts);
    image.plan(0x9000_0000L, 0x10000).segments().forEach(placed -> placed.source().copy());
    image.maxAddress();
    image.memorySetupSize();
    ImageMetadata.parse(image.metadata())
        .ifPresent(
            metadata -> {
              metadata.isGenuine(true);
              metadata.segmentsMatch(0, (address, size) -> new byte[48]);
              metadata.entryAddress(0);
            });
  }

  private static FuzzTarget packedRequests() throws IOException {
    return binary(
            "requests-gz",
            List.of(packed(bytes(TextTargets.REQUESTS)), packed(new byte[16 << 20])),
            List.of(),
            input -> RequestList.parse("f.csv.gz", input))
        .repairedBy(BinaryTargets::damageWithin)
        .mayAllocate(PACKED_BYTES_PER_BYTE);
  }

  /** Not of the packed bytes, which would hardly ever unpack, but of what they hold. */
  private static byte[] damageWithin(byte[] spoilt) {
    int seed = Arrays.hashCode(spoilt);
    List<byte[]> plain = List.of(bytes(TextTargets.REQUESTS));
    return packed(new Mutation(seed, plain, List.of()).next());
  }

  static byte[] packed(byte[] plain) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
