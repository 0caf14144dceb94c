package io.pilsim.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import io.pilsim.formats.fdt.DeviceTree;
import io.pilsim.formats.fdt.DtbWriter;
import io.pilsim.formats.fdt.Node;
import io.pilsim.formats.fdt.NodeDraft;
import io.pilsim.formats.fdt.Property;
import io.pilsim.formats.json.JsonNode;
import io.pilsim.formats.json.JsonWriter;
import io.pilsim.formats.mbn.ImageBuilder;
import io.pilsim.formats.mbn.ImageShape;
import io.pilsim.formats.mbn.ImageSigner;
import io.pilsim.formats.mbn.MbnImage;
import io.pilsim.formats.mbn.SplitFiles;
import io.pilsim.formats.mbn.TestElf;
import io.pilsim.formats.requests.RequestList;
import io.pilsim.formats.yaml.YamlNode;
import io.pilsim.software.secure.ImageMetadata;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Whatever a file holds, what leaves is a FormatException or a result, and memory stays in
 * proportion. {@code -Dpilsim.fuzz.rounds=N} makes it longer; a failure names the seed.
 */
final class FormatsFuzzTest {
  private static final int ROUNDS = Integer.getInteger("pilsim.fuzz.rounds", 1000);
  private static final long FREE_BYTES = 8L << 20;
  private static final long BYTES_PER_BYTE = 2000;

  private interface Reading {
    void of(byte[] bytes) throws FormatException;
  }

  private static void fuzz(byte[] original, Reading reading) throws FormatException {
    reading.of(original);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    int refused = 0;
    for (long seed = 0; seed < ROUNDS; seed++) {
      byte[] bytes = new Mutation(seed).of(original);
      long before = threads.getThreadAllocatedBytes(thread);
      try {
        reading.of(bytes);
      } catch (FormatException e) {
        refused++;
        assertTrue(e.getMessage().lines().count() == 1, e.getMessage());
      } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
        fail("seed " + seed, e);
      }
      long taken = threads.getThreadAllocatedBytes(thread) - before;
      long most = FREE_BYTES + BYTES_PER_BYTE * bytes.length;
      assertTrue(taken <= most, "seed " + seed + ": " + taken + " bytes allocated");
    }
    assertTrue(refused > ROUNDS / 20, "too few of the spoilt files were refused: " + refused);
  }

  @Test
  void whatAFileHoldsDoesNotSteerTheTerminal() {
    FormatException e = FormatException.at("f\u001b", 1, 2, "no \"\n\u001b[2J\"");
    assertEquals("f\\x1b:1:2: no \"\\x0a\\x1b[2J\"", e.getMessage());
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void yaml() throws FormatException {
    String text =
        """
        # comment
        scenario: boot
        inputs: {tree: "a \\x41 b", list: [1, 'it''s', >-
              folded, "x"]}
        workload:
          flow: |
            literal
              text
          remoteprocs: [adsp, cdsp0]
        expect:
          - total.mean < 250 ms
          - a: 1
            b: {c: [[], {}]}
        """;
    String plain = text.replace(">-\n      folded", "folded");
    fuzz(ascii(plain), bytes -> YamlNode.parse("f.yaml", bytes));
  }

  @Test
  void json() throws FormatException {
    String text =
        """
        {"format": "pilsim-result/1", "n": [0, -1.5e3, 1E-7, true, false, null, "\\u0041\\n"],
         "deep": [[[{"a": {"b": [{}]}}]]], "text": "quote \\" end"}
        """;
    fuzz(
        ascii(text),
        bytes -> {
          JsonNode tree = JsonNode.parse("f.json", bytes);
          try (JsonWriter json = new JsonWriter(new StringWriter())) {
            json.value(tree);
          }
        });
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

  @Test
  void deviceTrees() throws FormatException {
    byte[] overlay = overlay();
    fuzz(
        DtbWriter.encode(List.of(), board()),
        bytes -> {
          DeviceTree tree = DeviceTree.parse("f.dtb", bytes);
          useAll(tree);
          useAll(tree.merge(List.of(DeviceTree.parse("f.dtbo", overlay))));
        });
  }

  @Test
  void overlays() throws FormatException {
    DeviceTree base = DeviceTree.of("b.dtb", List.of(), board());
    fuzz(overlay(), bytes -> useAll(base.merge(List.of(DeviceTree.parse("f.dtbo", bytes)))));
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

  @Test
  void images() throws FormatException {
    ImageShape shape =
        new ImageShape("f", 0x1000, 4, 3 * 4096, 8 * 4096, 4096, ImageSigner.leastBytes(6));
    byte[] headers = Arrays.copyOf(ImageBuilder.build(shape), 2 * 4096);
    fuzz(headers, FormatsFuzzTest::useImage);
    TestElf elf =
        new TestElf(0x700)
            .segment(0, TestElf.HEADERS, 0, 0, 148, 0)
            .segment(0, TestElf.HASH, 0x200, 0, 0x300, 0)
            .segment(TestElf.LOAD, TestElf.RELOCATABLE, 0x600, 0x1000, 0x100, 0x200);
    byte[] whole = elf.bytes();
    fuzz(Arrays.copyOf(whole, 148 + 0x300), FormatsFuzzTest::useImage);
    fuzz(
        whole,
        bytes -> {
          useImage(bytes);
          ImageSigner.sign("f.elf", bytes);
        });
  }

  private static void useImage(byte[] bytes) throws FormatException {
    SplitFiles parts = name -> name.endsWith("1") ? Optional.of(new byte[16]) : Optional.empty();
    ImageMetadata.sizeOf(count -> Arrays.copyOf(bytes, count));
    MbnImage image = MbnImage.parse("f.mdt", bytes, parts);
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

  @Test
  void requestLists() throws FormatException {
    String text =
        "tick_ps,dev,sid,ssid,addr,size,rw\n1000,0,3,0,0x1000,64,r\n2000,1,4,7,4096,16,w\n";
    fuzz(ascii(text), bytes -> RequestList.parse("f.csv", bytes));
  }
}
