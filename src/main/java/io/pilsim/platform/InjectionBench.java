package io.pilsim.platform;

import io.pilsim.engine.RandomStreams;
import io.pilsim.flow.Fleet;
import io.pilsim.software.linux.remoteproc.RemoteProc;
import io.pilsim.software.routine.Fault;
import io.pilsim.software.routine.FaultPoint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Repeats the flow of a run with one step of it failing; usable from several threads. */
public final class InjectionBench {
  private final SimulationRun runner = new SimulationRun();

  /** The steps that the flow goes through when nothing goes wrong, each once. */
  public Collection<FaultPoint> points(RunSpec spec) {
    BootMachine machine = machine(spec, List.of());
    machine.story.run(SimulationRun.LIMIT_PS);
    SortedMap<String, FaultPoint> points = new TreeMap<>();
    List<FaultPoint> inOrder = new ArrayList<>();
    for (Fleet.Member member : machine.fleet.members()) {
      for (FaultPoint point : member.threads().faultPoints()) {
        if (points.put(point.path(), point) == null) {
          inOrder.add(point);
        }
      }
    }
    return inOrder;
  }

  /** What comes of the flow with that in it; nothing, to know what comes of it anyway. */
  public Aftermath run(RunSpec spec, List<Fault> faults) {
    BootMachine machine = machine(spec, faults);
    Audit audit = new Audit(machine);
    try {
      machine.story.run(SimulationRun.LIMIT_PS);
    } catch (ResetLine.Pulled e) {
      return new Aftermath(List.of(), List.of(), List.of("machine reset: " + e.getMessage()));
    }
    List<String> states =
        machine.processors.stream().map(each -> each.name() + " " + each.proc().state()).toList();
    List<String> stuck = machine.fleet.stuck();
    if (stuck.isEmpty()) {
      machine.fleet.shutDownAll(SimulationRun.LIMIT_PS);
      stuck = machine.fleet.stuck();
    }
    if (!stuck.isEmpty()) {
      return new Aftermath(states, stuck, List.of());
    }
    List<String> left = new ArrayList<>(machine.findings.lines());
    left.addAll(audit.left());
    return bootAgain(machine, states, left);
  }

  /** A leak may show itself only then: as a range that is mapped or bridged already. */
  private static Aftermath bootAgain(BootMachine machine, List<String> states, List<String> left) {
    machine.fleet.bootAll(SimulationRun.LIMIT_PS);
    for (Processor each : machine.processors) {
      if (each.proc().state() != RemoteProc.State.RUNNING) {
        left.add(each.name() + ": does not boot again");
      }
    }
    return new Aftermath(states, machine.fleet.stuck(), left);
  }

  private BootMachine machine(RunSpec spec, List<Fault> faults) {
    return runner.wire(
        spec,
        Intervention.of(faults),
        new ArrayList<>(),
        new RandomStreams(spec.seed(), spec.replication()),
        spec.engine().create());
  }
}
