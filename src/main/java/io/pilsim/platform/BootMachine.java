package io.pilsim.platform;

import io.pilsim.engine.RandomStreams;
import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.flow.Findings;
import io.pilsim.flow.Fleet;
import io.pilsim.flow.Invariants;
import io.pilsim.flow.ProcessorThreads;
import io.pilsim.flow.Story;
import io.pilsim.hardware.cpu.ExceptionLevel;
import io.pilsim.hardware.cpu.Registers;
import io.pilsim.platform.model.ModelReader;
import io.pilsim.platform.scenario.Host;
import io.pilsim.platform.scenario.Scenario;
import io.pilsim.software.hypervisor.QheeImage;
import io.pilsim.software.linux.remoteproc.PasDriver;
import io.pilsim.software.routine.Vector;
import io.pilsim.software.secure.ResetControl;
import java.util.ArrayList;
import java.util.List;

/** A machine with remote processors, wired for one run. */
final class BootMachine {
  final Hardware hardware;
  final Kernel kernel;
  final Vector<Registers> firmware;
  final SecureWorld secure;
  final List<QheeImage> hypervisorImages;
  final FaultLog faultLog;
  final List<Processor> processors = new ArrayList<>();
  final List<PasDriver> drivers = new ArrayList<>();
  final Findings findings = new Findings();
  final FaultPlans faults;
  final Fleet fleet;
  final Story story;

  /**
   * @param inputs the processors, each with its firmware
   * @param intervention what is done to it beside what the scenario says
   */
  BootMachine(
      Scenario scenario,
      ModelReader model,
      List<ProcessorImage> inputs,
      Intervention intervention,
      RandomStreams random,
      Simulator sim) {
    Host host = scenario.host();
    ExceptionLevel level = host == Host.KVM ? ExceptionLevel.EL2 : ExceptionLevel.EL1;
    this.faultLog = new FaultLog(processors);
    this.hardware = new Hardware(model, level, faultLog, random, sim);
    List<ResetControl> resets = new ArrayList<>();
    for (ProcessorImage each : inputs) {
      Processor processor = new Processor(each, model, hardware);
      processors.add(processor);
      resets.add(host == Host.KVM ? processor.reset() : processor.heldBack());
    }
    List<ProcessorInput> descriptions = inputs.stream().map(ProcessorImage::input).toList();
    this.secure =
        new SecureWorld(model, scenario.workload().guest(), hardware, descriptions, resets);
    HypervisorWiring hypervisor = new HypervisorWiring(model, hardware, processors);
    this.firmware = host == Host.KVM ? secure.monitor : hypervisor.over(secure.monitor);
    this.hypervisorImages = hypervisor.images();
    this.kernel = new Kernel(model, hardware, firmware, secure.wake, intervention.traced());
    kernel.initialArea(model, secure.monitor.bridges());
    for (Processor each : processors) {
      drivers.add(each.driver(scenario, kernel));
    }
    this.faults = new FaultPlans(scenario.faults(), intervention.faults(), random);
    this.fleet = fleet(host == Host.KVM && new LinuxReader(model).bridges());
    this.story = new Stories(scenario.workload(), fleet, hardware, random).story();
  }

  private Fleet fleet(boolean bridgedByLinux) {
    faults.check(drivers);
    Invariants invariants = new Invariants(findings);
    List<Fleet.Member> members = new ArrayList<>();
    for (int i = 0; i < processors.size(); i++) {
      Processor processor = processors.get(i);
      ProcessorThreads threads =
          new ProcessorThreads(
              drivers.get(i),
              faults.plan(processor.name()),
              hardware.core(i),
              hardware.core(hardware.cores.size() - 1),
              hardware.sim);
      processor.request(threads);
      ProcessorWatch watch =
          new ProcessorWatch(
              processor, secure.monitor.bridges(), hardware.firewall, bridgedByLinux);
      processor.watchRelease(released -> invariants.whenReleased(watch));
      members.add(new Fleet.Member(threads, watch));
    }
    return new Fleet(
        members,
        invariants,
        kernel.pool::bytesInUse,
        () -> hardware.stats.forEach(StatGroup::mark),
        hardware.sim);
  }
}
