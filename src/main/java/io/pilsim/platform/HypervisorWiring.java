package io.pilsim.platform;

import io.pilsim.hardware.smmu.LeafAttributes;
import io.pilsim.hardware.smmu.LeafAttributes.MemoryType;
import io.pilsim.hardware.smmu.RadixTables;
import io.pilsim.hardware.smmu.TableGeometry;
import io.pilsim.platform.model.ModelReader;
import io.pilsim.software.hypervisor.ProcessorContexts;
import io.pilsim.software.hypervisor.Qhee;
import io.pilsim.software.hypervisor.QheeImage;
import io.pilsim.software.hypervisor.QheeParams;
import io.pilsim.software.secure.Monitor;
import java.util.ArrayList;
import java.util.List;

/** The hypervisor of a run, with Linux's memory in its second stage and a table of processors. */
final class HypervisorWiring {
  private static final int GRANULE_BITS = 12;
  private static final long GIB = 1L << 30;
  private static final int ROW_CELLS = 4;
  private static final int WRITE = 2;

  private final QheeReader reader;
  private final ModelReader model;
  private final Hardware hardware;
  private final List<Processor> processors;
  private final List<QheeImage> images = new ArrayList<>();

  HypervisorWiring(ModelReader model, Hardware hardware, List<Processor> processors) {
    this.reader = new QheeReader(model);
    this.model = model;
    this.hardware = hardware;
    this.processors = List.copyOf(processors);
  }

  /** What answers Linux's SMCs: the hypervisor, which forwards to the monitor. */
  Qhee over(Monitor monitor) {
    QheeParams params = reader.params();
    PageArea pages =
        new PageArea(
            hardware.memory,
            model.address("memory.hypervisor.base"),
            model.bytes("memory.hypervisor.size"));
    ProcessorContexts contexts =
        new ProcessorContexts(
            params,
            new TableGeometry(GRANULE_BITS, model.count("linux.iommu.input_bits")),
            hardware.memory,
            pages,
            hardware.smmu,
            reader.firstBank());
    for (Processor each : processors) {
      images.add(image(each, images.size()));
    }
    return new Qhee(
        params,
        monitor,
        monitor.forHypervisor(),
        images,
        contexts,
        stage2(pages),
        hardware.group("qhee"));
  }

  /** What the hypervisor keeps of each processor, in their order. */
  List<QheeImage> images() {
    return images;
  }

  private RadixTables stage2(PageArea pages) {
    RadixTables tables =
        new RadixTables(
            TableGeometry.concatenated(GRANULE_BITS, model.count("qhee.stage2_bits")),
            hardware.memory,
            pages);
    long attributes = LeafAttributes.stage2(true, true, true, MemoryType.CACHEABLE);
    for (long address = 0; address < hardware.memory.size(); address += GIB) {
      tables.map(address, address, GIB, 1, attributes);
    }
    return tables;
  }

  private QheeImage image(Processor processor, int index) {
    ProcessorInput input = processor.input();
    ProcessorInput.Stream stream = input.stream().orElseThrow();
    int entry = hardware.smmu.streamMapGroups() - 1 - index;
    hardware.smmu.writeStreamMatch(entry, stream.id(), stream.mask(), true);
    List<QheeImage.Range> ranges = new ArrayList<>();
    QheeImage.Range carveout =
        new QheeImage.Range(
            input.carveoutBase(),
            input.carveoutBytes(),
            LeafAttributes.stage1(true, true, MemoryType.NON_CACHEABLE));
    ranges.add(carveout);
    for (int row = 0; row < input.devmem().size(); row += ROW_CELLS) {
      boolean write = (input.devmem().get(row + 3) & WRITE) != 0;
      ranges.add(
          new QheeImage.Range(
              input.devmem().get(row),
              input.devmem().get(row + 2),
              LeafAttributes.stage1(write, false, MemoryType.DEVICE)));
    }
    return new QheeImage(input.pasId(), carveout, ranges, entry, processor.heldBack());
  }
}
