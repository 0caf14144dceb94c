package io.pilsim.platform;

import io.pilsim.engine.EngineKind;
import io.pilsim.engine.RandomStreams;
import io.pilsim.hardware.cpu.Core;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.model.Leaf;
import io.pilsim.platform.model.ModelReader;
import io.pilsim.platform.model.ModelTree;
import io.pilsim.platform.scenario.Scenario;
import io.pilsim.software.hypervisor.Qhee;
import io.pilsim.software.linux.iommu.Iommu;
import io.pilsim.software.linux.iommu.IommuDomain;
import io.pilsim.software.linux.remoteproc.PasDriver;
import io.pilsim.software.routine.Cost;
import io.pilsim.software.routine.Routine;
import io.pilsim.software.routine.RoutineStep;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The software of a machine that is wired like that of a run, and never switched on. */
public final class Routines {
  private final ModelTree model;
  private final Core core;
  private final Map<String, Routine<?>> routines = new LinkedHashMap<>();

  private Routines(ModelTree model, BootMachine machine) {
    this.model = model;
    this.core = machine.hardware.core(0);
    PasDriver driver = machine.drivers.get(0);
    add(driver.boot());
    add(driver.shutdown());
    add(driver.recovery());
    add(driver.crash());
    add(driver.handover());
    add(machine.kernel.scm.call());
    add(machine.kernel.scm.tzmem().allocate());
    machine.secure.monitor.services().forEach(this::add);
    if (machine.firmware instanceof Qhee qhee) {
      qhee.services().forEach(this::add);
    } else {
      Iommu iommu = new Iommu(new IommuDomain("explained", machine.kernel.smmuDriver));
      add(iommu.map());
      add(iommu.unmap());
    }
  }

  /** Wires the machine of a scenario; its first remote processor is the one whose driver shows. */
  public static Routines of(Scenario scenario, ModelTree model) {
    ModelReader reader = model.reader();
    List<String> unsaid = new ArrayList<>();
    List<ProcessorImage> images =
        new RunInputs(new InputCache(InputFiles.ON_DISK), scenario, reader, unsaid).images();
    RandomStreams random = new RandomStreams(scenario.run().seed(), 0);
    return new Routines(
        model,
        new BootMachine(
            scenario, reader, images, Intervention.NONE, random, EngineKind.DEFAULT.create()));
  }

  /**
   * The rows of a routine.
   *
   * @param depth how many levels of calls to follow
   */
  public List<ExplainedStep> explain(RoutineName name, int depth) {
    Routine<?> routine = routines.get(name.word());
    if (routine == null) {
      String host = name.host().orElseThrow().word();
      throw new BadInputException("explain: only host " + host + " has " + name.word());
    }
    return routine.steps(depth).stream().map(this::explained).toList();
  }

  private void add(Routine<?> routine) {
    routines.put(routine.name(), routine);
  }

  private ExplainedStep explained(RoutineStep step) {
    Optional<Leaf> leaf =
        step.modelPath().isEmpty() ? Optional.empty() : model.leaf(step.modelPath());
    return new ExplainedStep(
        step,
        leaf,
        step.cost().isPresent() ? OptionalLong.of(toPs(step.cost().get())) : OptionalLong.empty());
  }

  private long toPs(Cost cost) {
    return cost.fixedPs() + core.toPs(cost.cycles());
  }
}
