package io.pilsim.platform;

import io.pilsim.formats.FormatException;
import io.pilsim.formats.fdt.AddressRange;
import io.pilsim.formats.fdt.DeviceTree;
import io.pilsim.formats.fdt.Node;
import io.pilsim.formats.fdt.Reference;
import io.pilsim.platform.scenario.El2Bindings;
import io.pilsim.platform.scenario.Host;
import java.util.List;
import java.util.Optional;

/** What a device tree says of a remote processor, over what the model says. */
final class BoardReader {
  private static final int DEVMEM_CELLS = 4;

  private final DeviceTree tree;
  private final Host host;
  private final El2Bindings bindings;
  private final List<String> notes;

  BoardReader(DeviceTree tree, Host host, El2Bindings bindings, List<String> notes) {
    this.tree = tree;
    this.host = host;
    this.bindings = bindings;
    this.notes = notes;
  }

  /** The processor with the tree's carveout, firmware name and stream. */
  ProcessorInput read(ProcessorInput model, String compatible) throws FormatException {
    List<Node> nodes = tree.compatibleWith(compatible);
    if (nodes.isEmpty()) {
      throw new FormatException(
          tree.file(), "/", "no node is compatible with " + compatible + ", expected one");
    }
    Node node = nodes.get(0);
    AddressRange carveout = carveout(node);
    List<String> names = node.has("firmware-name") ? node.firmwareNames() : List.of();
    return model
        .withCarveout(carveout.address(), carveout.size())
        .withFirmwareName(names.isEmpty() ? model.firmwareName() : names.get(0))
        .withStream(stream(node, model))
        .tellingOfStream(node.has("iommus") || bindings == El2Bindings.ALWAYS)
        .withDevmem(devmem(node, model));
  }

  private AddressRange carveout(Node node) throws FormatException {
    List<Node> regions = tree.memoryRegions(node);
    if (regions.isEmpty()) {
      throw node.error("no memory-region, expected the processor's carveout");
    }
    List<AddressRange> ranges = regions.get(0).reg();
    if (ranges.size() != 1) {
      throw regions.get(0).error("expected one range in reg, found " + ranges.size());
    }
    return ranges.get(0);
  }

  private Optional<ProcessorInput.Stream> stream(Node node, ProcessorInput model)
      throws FormatException {
    if (node.has("iommus")) {
      Reference first = tree.iommus(node).get(0);
      List<Long> cells = first.arguments();
      int mask = cells.size() > 1 ? cells.get(1).intValue() : 0;
      return Optional.of(new ProcessorInput.Stream(cells.get(0).intValue(), mask));
    }
    if (host == Host.QHEE) {
      return model.stream();
    }
    if (bindings == El2Bindings.FROM_TREE) {
      return Optional.empty();
    }
    notes.add(model.name() + ": the tree has no iommus, taken from the model");
    return model.stream();
  }

  private List<Long> devmem(Node node, ProcessorInput model) throws FormatException {
    if (!node.has("qcom,devmem")) {
      return model.devmem();
    }
    return node.property("qcom,devmem").orElseThrow().rows(DEVMEM_CELLS).stream()
        .flatMap(List::stream)
        .toList();
  }
}
