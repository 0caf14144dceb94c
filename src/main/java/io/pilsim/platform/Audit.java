package io.pilsim.platform;

import io.pilsim.hardware.fabric.Master;
import io.pilsim.software.hypervisor.QheeImage;
import io.pilsim.software.linux.iommu.IommuDomain;
import io.pilsim.software.linux.remoteproc.RemoteProc;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts what a machine holds when it is wired, and finds what it holds too much when everything is
 * off again: memory, mappings, bridges, context banks, votes, and processors that run.
 */
final class Audit {
  private final BootMachine machine;
  private final long tableBytes;
  private final long areaBytes;
  private final long banks;

  Audit(BootMachine machine) {
    this.machine = machine;
    this.tableBytes = machine.kernel.tableArea.outstanding();
    this.areaBytes = beyondPool();
    this.banks = machine.kernel.smmuDriver.banksInUse();
  }

  /** In words, one line each; empty when everything has been given back. */
  List<String> left() {
    List<String> left = new ArrayList<>();
    machine.processors.forEach(each -> of(each, left));
    for (QheeImage image : machine.hypervisorImages) {
      say(left, image.isMapped(), "hypervisor: PAS " + image.pasId() + " still mapped in the SMMU");
    }
    long chunks = machine.kernel.pool.bytesInUse();
    say(left, chunks != 0, "tzmem: " + chunks + " bytes of the pool still in use");
    long areas = beyondPool() - areaBytes;
    say(left, areas != 0, "shared memory: " + areas + " bytes allocated and in no pool");
    long tables = machine.kernel.tableArea.outstanding() - tableBytes;
    say(left, tables != 0, "page tables: " + tables + " bytes not freed");
    long more = machine.kernel.smmuDriver.banksInUse() - banks;
    say(left, more != 0, "context banks: " + more + " not given back");
    return left;
  }

  private void of(Processor processor, List<String> left) {
    String name = processor.name() + ": ";
    RemoteProc proc = processor.proc();
    ProcessorInput input = processor.input();
    boolean bridged =
        machine.secure.monitor.bridges().overlaps(input.carveoutBase(), input.carveoutBytes());
    say(left, bridged, name + "SHM bridge over the carveout");
    say(left, processor.leaves() != 0, name + processor.leaves() + " leaf PTEs");
    say(left, processor.domains().stream().anyMatch(IommuDomain::isOpen), name + "IOMMU domain");
    long abandoned = processor.domains().stream().mapToLong(IommuDomain::abandonedLeaves).sum();
    say(
        left,
        abandoned != 0,
        name + abandoned + " leaf PTEs never unmapped before the domain went");
    say(left, processor.dsp().isOutOfReset(), name + "still out of reset");
    boolean owned =
        machine.hardware.firewall.ownerOf(input.carveoutBase()).id() != Master.HLOS.id();
    say(left, owned, name + "carveout still closed to Linux");
    say(left, proc.isVotedFor(), name + "power votes");
    say(left, proc.users() != 0, name + "counted as in use " + proc.users() + " times");
    say(left, proc.state() != RemoteProc.State.OFFLINE, name + "state " + proc.state());
  }

  /** Shared memory that no pool accounts for. */
  private long beyondPool() {
    return machine.kernel.tzmemArea.outstanding() - machine.kernel.pool.bytes();
  }

  private static void say(List<String> left, boolean holds, String what) {
    if (holds) {
      left.add(what);
    }
  }
}
