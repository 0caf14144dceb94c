package io.pilsim.platform;

import io.pilsim.platform.model.Dimension;
import io.pilsim.platform.model.ModelReader;
import java.util.List;
import java.util.Optional;

/** The leaves below {@code remoteprocs}. */
final class ProcessorReader {
  private final ModelReader model;

  ProcessorReader(ModelReader model) {
    this.model = model;
  }

  /** A processor as the model describes it, with the memory map that the model names. */
  ProcessorInput read(String name) {
    ModelReader proc = model.below("remoteprocs." + name);
    String map = model.word("memory_map");
    return new ProcessorInput(
        name,
        model.children("remoteprocs").indexOf(name),
        proc.count("pas_id"),
        proc.word("firmware"),
        proc.count("power_domains"),
        proc.address("carveout." + map),
        proc.bytes("carveout.size"),
        Optional.of(
            new ProcessorInput.Stream(
                (int) proc.address("stream.id"), (int) proc.address("stream.mask"))),
        false,
        devmem(proc));
  }

  String compatible(String name) {
    return model.word("remoteprocs." + name + ".compatible");
  }

  private static List<Long> devmem(ModelReader proc) {
    boolean none = proc.quantity("devmem").dimension() == Dimension.WORD;
    return none ? List.of() : proc.numbers("devmem");
  }
}
