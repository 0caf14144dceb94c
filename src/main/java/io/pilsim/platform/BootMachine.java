package io.pilsim.platform;

import io.pilsim.engine.RandomStreams;
import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.flow.BootFlow;
import io.pilsim.flow.BootMeasures;
import io.pilsim.flow.BootTotal;
import io.pilsim.flow.BootedProcessor;
import io.pilsim.hardware.cpu.ExceptionLevel;
import io.pilsim.hardware.cpu.Registers;
import io.pilsim.platform.model.ModelReader;
import io.pilsim.platform.scenario.Host;
import io.pilsim.platform.scenario.Scenario;
import io.pilsim.software.hypervisor.QheeImage;
import io.pilsim.software.linux.remoteproc.PasDriver;
import io.pilsim.software.routine.FaultPlan;
import io.pilsim.software.routine.Vector;
import io.pilsim.software.secure.ResetControl;
import java.util.ArrayList;
import java.util.List;

/** A machine that boots remote processors, wired for one run. */
final class BootMachine {
  final Hardware hardware;
  final Kernel kernel;
  final Vector<Registers> firmware;
  final SecureWorld secure;
  final List<QheeImage> hypervisorImages;
  final FaultLog faultLog = new FaultLog();
  final List<Processor> processors = new ArrayList<>();
  final List<PasDriver> drivers = new ArrayList<>();
  final List<BootedProcessor> booted = new ArrayList<>();
  final BootFlow flow;

  /**
   * @param inputs the processors that boot, each with its firmware
   */
  BootMachine(
      Scenario scenario,
      ModelReader model,
      List<ProcessorImage> inputs,
      RandomStreams random,
      Simulator sim) {
    Host host = scenario.host();
    ExceptionLevel level = host == Host.KVM ? ExceptionLevel.EL2 : ExceptionLevel.EL1;
    StatGroup bootStats = new StatGroup("boot");
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
    this.kernel = new Kernel(model, hardware, firmware, secure.wake);
    kernel.initialArea(model, secure.monitor.bridges());
    int next = 0;
    for (Processor each : processors) {
      PasDriver driver = each.driver(scenario, kernel);
      drivers.add(driver);
      BootedProcessor boot =
          new BootedProcessor(
              driver,
              FaultPlan.observing(),
              hardware.core(next++),
              hardware.core(hardware.cores.size() - 1),
              sim,
              new BootMeasures(each.name(), bootStats.child(each.name())));
      each.request(boot);
      booted.add(boot);
    }
    BootTotal total = new BootTotal(booted.size(), sim, bootStats.child("all"));
    this.flow = new BootFlow(booted, total, sim);
    hardware.stats.add(0, bootStats);
  }
}
