package io.pilsim.platform;

import io.pilsim.flow.BootedProcessor;
import io.pilsim.hardware.cpu.InterruptLine;
import io.pilsim.hardware.dma.Dsp;
import io.pilsim.hardware.dma.DspSignals;
import io.pilsim.hardware.fabric.Master;
import io.pilsim.hardware.smmu.v2.StreamType;
import io.pilsim.platform.model.ModelReader;
import io.pilsim.platform.scenario.Driver;
import io.pilsim.platform.scenario.Host;
import io.pilsim.platform.scenario.Scenario;
import io.pilsim.software.linux.iommu.Attachment;
import io.pilsim.software.linux.iommu.Iommu;
import io.pilsim.software.linux.iommu.IommuDomain;
import io.pilsim.software.linux.remoteproc.OfflineDriver;
import io.pilsim.software.linux.remoteproc.PasDriver;
import io.pilsim.software.linux.remoteproc.RemoteProc;
import io.pilsim.software.linux.remoteproc.RemoteProcParams;
import io.pilsim.software.secure.ResetControl;
import java.util.ArrayList;
import java.util.List;

/** One remote processor of a run: its hardware, and what Linux keeps of it. */
final class Processor {
  private final ProcessorInput input;
  private final RemoteProc proc;
  private final InterruptLine ready = new InterruptLine();
  private final InterruptLine handover = new InterruptLine();
  private final Dsp dsp;
  private final int streamId;
  private final long fetchBytes;
  private final List<IommuDomain> domains = new ArrayList<>();
  private final HeldReset held = new HeldReset(reset());

  Processor(ProcessorImage image, ModelReader model, Hardware hardware) {
    this.input = image.input();
    this.proc =
        new RemoteProc(
            new RemoteProcParams(
                input.name(),
                input.pasId(),
                input.carveoutBase(),
                input.carveoutBytes(),
                input.powerDomains(),
                input.devmem()),
            image.firmware());
    DspReader reader = new DspReader(model.below("remoteprocs." + input.name() + ".dsp"));
    this.fetchBytes = reader.fetchBytes();
    this.streamId = input.stream().map(ProcessorInput.Stream::id).orElse(DspReader.NO_STREAM);
    this.dsp =
        new Dsp(
            reader.params(),
            hardware.smmu.tbu(input.index() % hardware.smmu.tbus()),
            hardware.dram,
            hardware.firewall,
            Master.dsp(input.index(), input.name()),
            new Signals(),
            hardware.sim,
            hardware.group("dsp." + input.name()));
    ready.request(proc::raiseReady);
  }

  String name() {
    return input.name();
  }

  ProcessorInput input() {
    return input;
  }

  /** Descriptors that map its memory now, whoever wrote them. */
  long leaves() {
    return domains.stream().mapToLong(IommuDomain::leavesPresent).sum();
  }

  /** The reset as TrustZone has it with Linux at EL2. */
  ResetControl reset() {
    return new ResetControl() {
      @Override
      public void release(long entry) {
        long end = input.carveoutBase() + input.carveoutBytes();
        dsp.release(streamId, entry, Math.min(fetchBytes, Math.max(0, end - entry)));
      }

      @Override
      public void hold() {
        dsp.reset();
      }
    };
  }

  /** The same with Linux at EL1: TrustZone asks, the hypervisor carries out. */
  HeldReset heldBack() {
    return held;
  }

  /** Whom the interrupts of a boot go to. */
  void request(BootedProcessor boot) {
    handover.request(boot::interruptHandover);
  }

  /** The driver that the scenario asks for; without a stream Linux knows of no SMMU. */
  PasDriver driver(Scenario scenario, Kernel kernel) {
    boolean foreign = scenario.host() == Host.QHEE;
    if (input.stream().isEmpty() || (foreign && !input.toldOfStream())) {
      return kernel.drivers.underHypervisor(proc);
    }
    if (foreign && kernel.abortsOnOwnedStream()) {
      return OfflineDriver.of(proc, kernel.log);
    }
    IommuDomain fallback = new IommuDomain(input.name() + "_default", kernel.smmuDriver);
    fallback.openAtProbe();
    fallback.addStream(streamMapEntry(kernel, foreign));
    IommuDomain own = new IommuDomain(input.name(), kernel.smmuDriver);
    domains.add(own);
    Attachment attachment = new Attachment(own, fallback);
    Iommu iommu = new Iommu(own);
    return scenario.driver() == Driver.V1
        ? kernel.drivers.v1(proc, attachment, iommu)
        : kernel.drivers.v10(proc, attachment, iommu);
  }

  private int streamMapEntry(Kernel kernel, boolean foreign) {
    ProcessorInput.Stream stream = input.stream().orElseThrow();
    int entry = kernel.smmuDriver.takeStream();
    // a hypervisor that owns the stream drops the match, and so all that is said of the entry
    boolean taken = !foreign;
    kernel.smmuDriver.smmu().writeStreamMatch(entry, stream.id(), stream.mask(), taken);
    kernel.smmuDriver.smmu().writeStreamContext(entry, StreamType.FAULT, 0);
    return entry;
  }

  private final class Signals implements DspSignals {
    @Override
    public void ready() {
      ready.raise();
    }

    @Override
    public void handover() {
      handover.raise();
    }

    @Override
    public void crashed() {}
  }
}
