package io.pilsim.platform;

import io.pilsim.flow.ProcessorView;
import io.pilsim.hardware.fabric.Firewall;
import io.pilsim.hardware.fabric.Master;
import io.pilsim.software.linux.iommu.IommuDomain;
import io.pilsim.software.linux.iommu.UnmapWork;
import io.pilsim.software.linux.remoteproc.RemoteProc;
import io.pilsim.software.secure.ShmBridges;

/** Looks at one remote processor from all sides: Linux, TrustZone, SMMU, firewall, itself. */
final class ProcessorWatch implements ProcessorView {
  private final Processor processor;
  private final ShmBridges bridges;
  private final Firewall firewall;
  private final boolean bridgedByLinux;

  /**
   * @param bridgedByLinux whether Linux makes the bridge over the carveout, and not a hypervisor
   */
  ProcessorWatch(
      Processor processor, ShmBridges bridges, Firewall firewall, boolean bridgedByLinux) {
    this.processor = processor;
    this.bridges = bridges;
    this.firewall = firewall;
    this.bridgedByLinux = bridgedByLinux;
  }

  @Override
  public RemoteProc proc() {
    return processor.proc();
  }

  @Override
  public boolean isMappedByLinux() {
    return !processor.domains().isEmpty();
  }

  @Override
  public boolean hasDomain() {
    return processor.domains().stream().anyMatch(IommuDomain::isOpen);
  }

  @Override
  public long leavesMapped() {
    return processor.leaves();
  }

  @Override
  public boolean isCarveoutMapped() {
    return proc().carveout().mappedBytes() == processor.input().carveoutBytes();
  }

  @Override
  public long abandonedLeaves() {
    return processor.domains().stream().mapToLong(IommuDomain::abandonedLeaves).sum();
  }

  @Override
  public UnmapWork unmapWork() {
    return processor.domains().stream()
        .findFirst()
        .map(IommuDomain::unmapWork)
        .orElse(UnmapWork.NONE);
  }

  @Override
  public boolean isBridgedByLinux() {
    return bridgedByLinux && isMappedByLinux();
  }

  @Override
  public boolean isCarveoutBridged() {
    ProcessorInput input = processor.input();
    return bridges.overlaps(input.carveoutBase(), input.carveoutBytes());
  }

  @Override
  public boolean isOutOfReset() {
    return processor.dsp().isOutOfReset();
  }

  @Override
  public boolean isCarveoutItsOwn() {
    return firewall.ownerOf(processor.input().carveoutBase()).id() != Master.HLOS.id();
  }

  @Override
  public void hang() {
    processor.dsp().hang();
  }

  @Override
  public void fail() {
    processor.dsp().fail();
  }

  @Override
  public void strayRead() {
    ProcessorInput input = processor.input();
    processor.dsp().strayRead(input.carveoutBase() + input.carveoutBytes());
  }

  @Override
  public void accessCarveout() {
    processor.dsp().strayRead(processor.input().carveoutBase());
  }
}
