package io.pilsim.platform;

import io.pilsim.engine.stats.StatGroup;
import io.pilsim.hardware.smmu.RadixTables;
import io.pilsim.hardware.smmu.v2.ContextRegisters;
import io.pilsim.hardware.smmu.v2.Mmu500;
import io.pilsim.hardware.smmu.v2.StreamType;
import io.pilsim.platform.scenario.HotWorkload;
import io.pilsim.platform.scenario.Stages;
import io.pilsim.software.linux.KernelTrace;
import io.pilsim.software.linux.iommu.ContextTlb;
import io.pilsim.software.linux.iommu.DomainStages;
import io.pilsim.software.linux.iommu.IommuDomain;
import io.pilsim.software.linux.iommu.SmmuDriver;
import java.util.Optional;

/** An MMU-500 whose domains are invalidated by registers. */
final class HotMmu500 implements HotSmmu {
  private final HotChip chip;
  private final HotWorkload workload;
  private final DmaApiReader reader;
  private final Mmu500 smmu;
  private final SmmuDriver driver;
  private final DomainStages stages;
  private final StatGroup stats;

  HotMmu500(HotChip chip, HotWorkload workload, DmaApiReader reader) {
    SmmuReader smmuReader = new SmmuReader(chip.model);
    this.chip = chip;
    this.workload = workload;
    this.reader = reader;
    this.stats = chip.group("iommu");
    this.smmu =
        new Mmu500(
            workload.stages() == Stages.NESTED ? smmuReader.nestedParams() : smmuReader.params(),
            smmuReader.clock(),
            chip.memory.dram,
            chip.faultLog,
            chip.random.stream("smmu.replacement")::nextInt,
            chip.sim,
            chip.group("smmu"));
    LinuxReader linux = new LinuxReader(chip.model);
    this.driver =
        new SmmuDriver(
            linux.iommu(),
            Kernel.geometry(linux),
            chip.memory.content,
            chip.tables,
            smmu,
            new KernelTrace(false, chip.sim),
            chip.sim,
            stats);
    this.stages =
        switch (workload.stages()) {
          case STAGE1, BYPASS -> DomainStages.FIRST;
          case STAGE2 -> DomainStages.SECOND;
          case NESTED -> inGuest();
        };
  }

  /** Linux is in a guest: the hypervisor keeps a context bank for itself. */
  private DomainStages inGuest() {
    GuestStage2 below = chip.guest.orElseThrow();
    int bank = driver.takeBank();
    RadixTables tables = below.tables;
    smmu.writeContext(
        bank, ContextRegisters.stage2(tables.root(), tables.geometry(), GuestStage2.VMID));
    return DomainStages.inGuest(GuestStage2.VMID, bank);
  }

  @Override
  public Space domain(String name, int streamId, int tbu) {
    IommuDomain domain = new IommuDomain(name, stages, driver);
    domain.openAtProbe();
    int group = driver.takeStream();
    smmu.writeStreamMatch(group, streamId, 0, true);
    if (workload.stages() == Stages.BYPASS) {
      smmu.writeStreamContext(group, StreamType.BYPASS, 0);
    } else {
      domain.addStream(group);
    }
    ContextTlb tlb = new ContextTlb(reader.contextTlb(), domain, stats.child(name));
    DmaSmmu.Port device = new DmaSmmu.Port(smmu.tbu(tbu % smmu.tbus()), chip.memory.dram);
    return new Space(domain.tables(), tlb, Optional.of(device));
  }
}
