package io.pilsim.report.inspect;

import io.pilsim.formats.FormatException;
import io.pilsim.formats.fdt.AddressRange;
import io.pilsim.formats.fdt.DeviceTree;
import io.pilsim.formats.fdt.Node;
import io.pilsim.formats.fdt.Reference;
import io.pilsim.report.Human;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The remote processors of a device tree with their memory, firmware and streams; the SMMUs. */
final class DeviceTreeView {
  private final DeviceTree tree;
  private final StringBuilder text = new StringBuilder();

  DeviceTreeView(DeviceTree tree) {
    this.tree = tree;
  }

  String text() throws FormatException {
    List<String> models = tree.root().strings("model");
    line(tree.file() + ": device tree" + (models.isEmpty() ? "" : " of " + models.get(0)));
    line(
        "  "
            + tree.nodes().size()
            + " nodes, "
            + (tree.hasLabels()
                ? "labels: overlays can be merged"
                : "no labels (__symbols__): overlays that refer to labels cannot be merged"));
    for (Node node : tree.nodes()) {
      if (isRemoteproc(node)) {
        remoteproc(node);
      }
    }
    for (Node node : tree.nodes()) {
      if (isSmmu(node)) {
        smmu(node);
      }
    }
    return text.toString();
  }

  private static boolean isRemoteproc(Node node) throws FormatException {
    return node.compatible().stream().anyMatch(name -> name.matches("qcom,.*-pas(-.*)?"));
  }

  private static boolean isSmmu(Node node) throws FormatException {
    return node.compatible().stream()
        .anyMatch(name -> name.equals("arm,mmu-500") || name.startsWith("arm,smmu"));
  }

  private void remoteproc(Node node) throws FormatException {
    String off = node.isEnabled() ? "" : ", disabled";
    line("remoteproc " + shortName(node) + " at " + unit(node) + off);
    line("  compatible   " + String.join(", ", node.compatible()));
    line("  firmware     " + orNone(node.firmwareNames()));
    for (Node region : tree.memoryRegions(node)) {
      for (AddressRange range : region.reg()) {
        String aligned = range.address() % (2 << 20) == 0 ? ", 2 MiB aligned" : "";
        line("  carveout     " + range(range) + aligned + "  " + region.name());
      }
    }
    List<Reference> own = tree.iommus(node);
    for (Reference stream : own) {
      line("  stream       " + stream(stream));
    }
    if (own.isEmpty()) {
      line("  stream       none of its own: for KVM it comes from an overlay or the model");
      childStreams(node);
    }
    if (node.has("qcom,devmem")) {
      int rows = node.property("qcom,devmem").orElseThrow().rows(4).size();
      line("  devmem       " + rows + " rows");
    }
  }

  /** The FastRPC contexts below a processor tell which SMMU it sits behind. */
  private void childStreams(Node node) throws FormatException {
    Map<String, Set<String>> bySmmu = new LinkedHashMap<>();
    collect(node, bySmmu);
    if (bySmmu.isEmpty()) {
      Set<String> others = smmusOfOthers();
      line(
          others.size() == 1
              ? "  SMMU         " + others.iterator().next() + ", where the others are"
              : "  SMMU         not said by the tree");
    }
    bySmmu.forEach(
        (smmu, ids) ->
            line("  SMMU         " + smmu + ", through " + ids.size() + " streams below it"));
  }

  /** Behind which SMMUs the tree puts remote processors at all. */
  private Set<String> smmusOfOthers() throws FormatException {
    Map<String, Set<String>> bySmmu = new LinkedHashMap<>();
    for (Node node : tree.nodes()) {
      if (isRemoteproc(node)) {
        collect(node, bySmmu);
      }
    }
    return bySmmu.keySet();
  }

  private void collect(Node node, Map<String, Set<String>> bySmmu) throws FormatException {
    for (Node child : node.children()) {
      for (Reference stream : tree.iommus(child)) {
        bySmmu
            .computeIfAbsent(stream.node().name(), any -> new LinkedHashSet<>())
            .add(stream.arguments().toString());
      }
      collect(child, bySmmu);
    }
  }

  private void smmu(Node node) throws FormatException {
    line("SMMU " + node.name() + (node.isEnabled() ? "" : ", disabled"));
    line("  compatible   " + String.join(", ", node.compatible()));
    for (AddressRange range : node.reg()) {
      line("  registers    " + range(range));
    }
    line("  walks        " + (node.has("dma-coherent") ? "coherent" : "not coherent"));
  }

  private static String shortName(Node node) throws FormatException {
    String compatible = node.compatible().get(0);
    String[] words = compatible.split("-", -1);
    return words.length < 3 ? node.name() : words[words.length - 2];
  }

  private static String unit(Node node) {
    return node.unitAddress().map(address -> "0x" + address).orElse("no address");
  }

  private static String stream(Reference stream) {
    StringBuilder cells = new StringBuilder(stream.node().name());
    stream.arguments().forEach(cell -> cells.append(" 0x").append(Long.toHexString(cell)));
    return cells.toString();
  }

  private static String range(AddressRange range) {
    return "0x"
        + Long.toHexString(range.address())
        + " + "
        + Human.of("bytes", (double) range.size());
  }

  private static String orNone(List<String> names) {
    return names.isEmpty() ? "none" : String.join(", ", names);
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
