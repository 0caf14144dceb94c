package io.pilsim.platform;

import io.pilsim.flow.ProcessorThreads;
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
import io.pilsim.software.linux.remoteproc.CrashType;
import io.pilsim.software.linux.remoteproc.OfflineDriver;
import io.pilsim.software.linux.remoteproc.PasDriver;
import io.pilsim.software.linux.remoteproc.RemoteProc;
import io.pilsim.software.linux.remoteproc.RemoteProcParams;
import io.pilsim.software.linux.remoteproc.RemoteProcPort;
import io.pilsim.software.secure.ResetControl;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One remote processor of a run: its hardware, and what Linux keeps of it. */
final class Processor {
  private final ProcessorInput input;
  private final RemoteProc proc;
  private final InterruptLine ready = new InterruptLine();
  private final InterruptLine handover = new InterruptLine();
  private final InterruptLine qmiResponse = new InterruptLine();
  private final InterruptLine shutdownAck = new InterruptLine();
  private final InterruptLine stopAck = new InterruptLine();
  private final InterruptLine watchdog = new InterruptLine();
  private final InterruptLine fatal = new InterruptLine();
  private final InterruptLine contextFault = new InterruptLine();
  private final InterruptLine recoveryWork = new InterruptLine();
  private final Hardware hardware;
  private final Dsp dsp;
  private final int streamId;
  private final long fetchBytes;
  private final List<IommuDomain> domains = new ArrayList<>();
  private final List<Consumer<Processor>> releaseWatchers = new ArrayList<>();
  private final HeldReset held = new HeldReset(reset());

  Processor(ProcessorImage image, ModelReader model, Hardware hardware) {
    this.input = image.input();
    this.hardware = hardware;
    this.proc =
        new RemoteProc(
            new RemoteProcParams(
                input.name(),
                input.pasId(),
                input.carveoutBase(),
                input.carveoutBytes(),
                input.powerDomains(),
                input.devmem(),
                model.flag("linux.remoteproc.coalesce_devmem")),
            image.firmware(),
            new Port());
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
    qmiResponse.request(proc::raiseQmiResponse);
    shutdownAck.request(proc::raiseShutdownAck);
    stopAck.request(proc::raiseStopAck);
  }

  String name() {
    return input.name();
  }

  ProcessorInput input() {
    return input;
  }

  RemoteProc proc() {
    return proc;
  }

  Dsp dsp() {
    return dsp;
  }

  /** The domain that Linux has for it; none where a hypervisor has the SMMU. */
  List<IommuDomain> domains() {
    return domains;
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
        releaseWatchers.forEach(each -> each.accept(Processor.this));
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

  /** Who looks whenever it leaves reset. */
  void watchRelease(Consumer<Processor> watcher) {
    releaseWatchers.add(watcher);
  }

  /** Whom its interrupts, and those of its accesses, go to. */
  void request(ProcessorThreads threads) {
    handover.request(threads::interruptHandover);
    watchdog.request(() -> threads.interruptCrash(CrashType.WATCHDOG));
    fatal.request(() -> threads.interruptCrash(CrashType.FATAL));
    contextFault.request(() -> threads.interruptCrash(CrashType.MMUFAULT));
    recoveryWork.request(threads::queueRecovery);
  }

  /** A context bank has recorded a fault; Linux's handler clears it, and blames the processor. */
  void contextFault(int bank) {
    if (domains.stream().anyMatch(domain -> domain.usesBank(bank))) {
      hardware.smmu.clearFault(bank);
      contextFault.raise();
    }
  }

  /**
   * The driver that the scenario asks for; without a stream Linux knows of no SMMU. Most keep the
   * carveout mapped for themselves as long as they are there, and under a hypervisor that has no
   * effect while the hypervisor keeps it from Linux.
   */
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
    if (!foreign && scenario.driver() != Driver.V10_FIXES) {
      hardware.speculation.map(input.carveoutBase(), input.carveoutBytes());
    }
    Attachment attachment = new Attachment(own, fallback);
    Iommu iommu = new Iommu(own);
    return switch (scenario.driver()) {
      case V1 -> kernel.drivers.v1(proc, attachment, iommu);
      case V10 -> kernel.drivers.v10(proc, attachment, iommu);
      case V10_FIXES -> kernel.drivers.v10WithFixes(proc, attachment, iommu);
    };
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

  private final class Port implements RemoteProcPort {
    @Override
    public void askToShutDown() {
      dsp.askToShutDown();
    }

    @Override
    public void setStop(boolean set) {
      dsp.setStop(set);
    }

    @Override
    public void mapCarveout(boolean mapped) {
      if (mapped) {
        hardware.speculation.map(input.carveoutBase(), input.carveoutBytes());
      } else {
        hardware.speculation.unmap(input.carveoutBase());
      }
    }

    @Override
    public void queueRecovery() {
      recoveryWork.raise();
    }
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
    public void qmiResponse() {
      qmiResponse.raise();
    }

    @Override
    public void shutdownAck() {
      shutdownAck.raise();
    }

    @Override
    public void stopAck() {
      stopAck.raise();
    }

    @Override
    public void watchdog() {
      watchdog.raise();
    }

    @Override
    public void fatal() {
      fatal.raise();
    }
  }
}
