package io.pilsim.platform;

import io.pilsim.engine.stats.Sample;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.engine.stats.Unit;
import io.pilsim.software.hypervisor.QheeImage;
import java.util.List;

/** What is still there when a flow has come to its end, in SMMU, TrustZone and kernel. */
final class Leftovers {
  private final BootMachine machine;

  Leftovers(BootMachine machine) {
    this.machine = machine;
  }

  /** Samples everything into the group {@code left}. */
  void take(StatGroup left) {
    for (int i = 0; i < machine.processors.size(); i++) {
      Processor each = machine.processors.get(i);
      StatGroup stats = left.child(each.name());
      sample(stats, "leaf_ptes", "descriptors that the SMMU finds for it", leaves(i));
      ProcessorInput input = each.input();
      boolean bridged =
          machine.secure.monitor.bridges().overlaps(input.carveoutBase(), input.carveoutBytes());
      sample(stats, "carveout_bridges", "SHM bridges over its carveout", bridged ? 1 : 0);
    }
    left.sample("tzmem_bytes", Unit.BYTES, "bytes of the pool in use")
        .take(machine.kernel.pool.bytesInUse());
    sample(left, "bridges", "SHM bridges, pool areas included", bridges());
    sample(left, "context_banks", "context banks that Linux uses", banks());
  }

  /** Linux's, or the hypervisor's where that has the SMMU. */
  private long leaves(int index) {
    List<QheeImage> others = machine.hypervisorImages;
    return machine.processors.get(index).leaves()
        + (others.isEmpty() ? 0 : others.get(index).leavesPresent());
  }

  private long bridges() {
    return machine.secure.monitor.bridges().count();
  }

  private long banks() {
    return machine.kernel.smmuDriver.banksInUse();
  }

  private static void sample(StatGroup stats, String name, String description, long value) {
    Sample sample = stats.sample(name, Unit.COUNT, description);
    sample.take(value);
  }
}
