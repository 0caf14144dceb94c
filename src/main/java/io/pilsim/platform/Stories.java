package io.pilsim.platform;

import io.pilsim.engine.RandomStreams;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.flow.BootFlow;
import io.pilsim.flow.BootMeasures;
import io.pilsim.flow.Crash;
import io.pilsim.flow.Fleet;
import io.pilsim.flow.FlowStages;
import io.pilsim.flow.FlowTotal;
import io.pilsim.flow.LifecycleFlow;
import io.pilsim.flow.LifecycleMeasures;
import io.pilsim.flow.LifecycleScript;
import io.pilsim.flow.LifecycleStep;
import io.pilsim.flow.RecoveryFlow;
import io.pilsim.flow.ShutdownFlow;
import io.pilsim.flow.StageMeasures;
import io.pilsim.flow.Story;
import io.pilsim.flow.UnmapMeasures;
import io.pilsim.platform.scenario.Operations;
import io.pilsim.platform.scenario.Start;
import io.pilsim.platform.scenario.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Makes the story of a workload about remote processors, with what it is to report. */
final class Stories {
  private final Workload workload;
  private final Fleet fleet;
  private final Hardware hardware;
  private final RandomStreams random;

  Stories(Workload workload, Fleet fleet, Hardware hardware, RandomStreams random) {
    this.workload = workload;
    this.fleet = fleet;
    this.hardware = hardware;
    this.random = random;
  }

  Story story() {
    return switch (workload.flow()) {
      case BOOT -> boot();
      case SHUTDOWN -> shutdown();
      case RECOVERY -> recovery();
      case LIFECYCLE -> lifecycle();
      default -> throw new IllegalStateException(workload.flow() + " is not about processors");
    };
  }

  private Story boot() {
    StatGroup stats = hardware.firstGroup(FlowStages.BOOT.routine());
    List<BootFlow.Measures> measures =
        each(
            name ->
                new BootFlow.Measures(
                    new StageMeasures(FlowStages.BOOT, name, stats.child(name)),
                    new BootMeasures(stats.child(name))));
    return new BootFlow(fleet, measures, total(stats), workload.start() == Start.WARM);
  }

  private Story shutdown() {
    StatGroup stats = hardware.firstGroup(FlowStages.SHUTDOWN.routine());
    List<ShutdownFlow.Measures> measures =
        each(
            name ->
                new ShutdownFlow.Measures(
                    new StageMeasures(FlowStages.SHUTDOWN, name, stats.child(name)),
                    new UnmapMeasures(stats.child(name).child("unmap"))));
    return new ShutdownFlow(fleet, measures, total(stats));
  }

  private Story recovery() {
    StatGroup stats = hardware.firstGroup(FlowStages.RECOVERY.routine());
    List<StageMeasures> measures =
        each(name -> new StageMeasures(FlowStages.RECOVERY, name, stats.child(name)));
    return new RecoveryFlow(fleet, measures, total(stats), crash());
  }

  private Story lifecycle() {
    Operations operations = workload.operations();
    LifecycleScript.Budget budget = new LifecycleScript.Budget(operations.drawn());
    List<LifecycleStep> steps =
        operations.steps().stream()
            .map(word -> LifecycleStep.valueOf(word.toUpperCase(Locale.ROOT)))
            .toList();
    List<LifecycleScript> scripts =
        each(
            name ->
                operations.drawn() > 0
                    ? LifecycleScript.random(budget, random.stream("lifecycle." + name))
                    : LifecycleScript.of(steps, crash()));
    return new LifecycleFlow(
        fleet, scripts, new LifecycleMeasures(hardware.firstGroup("lifecycle")));
  }

  private Crash crash() {
    return switch (workload.crash()) {
      case WATCHDOG -> Crash.WATCHDOG;
      case FATAL -> Crash.FATAL;
      case MMUFAULT -> Crash.MMUFAULT;
    };
  }

  private FlowTotal total(StatGroup stats) {
    return new FlowTotal(fleet.members().size(), hardware.sim, stats.child("all"));
  }

  private <M> List<M> each(Function<String, M> make) {
    List<M> made = new ArrayList<>();
    workload.remoteprocs().forEach(name -> made.add(make.apply(name)));
    return made;
  }
}
