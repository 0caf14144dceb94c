package io.pilsim.software.linux.iommu;

import io.pilsim.software.routine.Cost;
import io.pilsim.software.routine.Routine;

/**
 * A device's way from its default domain to one of its own and back, as rows. The frame says
 * nothing: the routines belong to one device.
 *
 * <p>Source: Linux 6.18, drivers/iommu/arm/arm-smmu/arm-smmu.c (arm_smmu_init_domain_context,
 * arm_smmu_attach_dev, arm_smmu_destroy_domain_context) and remoteproc_core.c, rproc_enable_iommu.
 */
public final class Attachment {
  private static final int CONTEXT_REGISTERS = 9;

  private final IommuDomain own;
  private final IommuDomain fallback;
  private final Invalidation invalidation;

  public Attachment(IommuDomain own, IommuDomain fallback) {
    this.own = own;
    this.fallback = fallback;
    this.invalidation = new Invalidation(own);
  }

  /** Makes the domain, programs its context bank and turns the device's streams to it. */
  public <F> Routine<F> attach(String name) {
    IommuParams params = own.driver.params;
    return Routine.<F>named(name)
        .compute("alloc_domain", params.domainAllocate())
        .act("take_context_bank", f -> own.takeBank())
        .undo(Routine.<F>named("free_bank").act("give_context_bank", f -> own.giveBank()).build())
        .compute("alloc_pgd", params.allocateTable())
        .act("make_pgd", f -> own.makeTables())
        .undo(Routine.<F>named("free_tables").act("free_pgd", f -> own.freeTables()).build())
        .work("write_context", path(params.mmioWrite()), f -> writesPs(CONTEXT_REGISTERS))
        .act("enable_context", f -> own.program())
        .undo(Routine.<F>named("disable").act("disable_context", f -> own.disable()).build())
        .compute("request_irq", params.requestIrq())
        .work("write_s2cr", path(params.mmioWrite()), f -> writesPs(fallback.streamCount()))
        .act("switch_streams", f -> turnStreams(fallback, own))
        .build();
  }

  /** Turns the streams back and ends the domain with all that is still mapped in it. */
  public <F> Routine<F> detach(String name) {
    IommuParams params = own.driver.params;
    Routine<F> destroy =
        Routine.<F>named("destroy")
            .work("write_s2cr", path(params.mmioWrite()), f -> writesPs(own.streamCount()))
            .act("switch_streams", f -> turnStreams(own, fallback))
            .work("write_sctlr", path(params.mmioWrite()), f -> writesPs(1))
            .act("disable_context", f -> own.disable())
            .compute("free_irq", params.requestIrq())
            .call(invalidation.<F>flushAll("flush_all"), f -> f)
            .compute("free_tables", params.freeTable())
            .act("free", f -> own.freeTables())
            .act("give_context_bank", f -> own.giveBank())
            .build();
    return Routine.<F>named(name).callIf(f -> own.isOpen(), destroy, f -> f).build();
  }

  private int turnStreams(IommuDomain from, IommuDomain to) {
    own.driver.trace.event("attach_device_to_domain", "IOMMU: device=%s", own.name());
    return to.takeStreams(from);
  }

  private long writesPs(int registers) {
    return own.driver.params.mmioWrite().timesPs(registers);
  }

  private static String path(Cost cost) {
    return cost.modelPath();
  }
}
