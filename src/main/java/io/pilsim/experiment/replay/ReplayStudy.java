package io.pilsim.experiment.replay;

import io.pilsim.engine.EngineKind;
import io.pilsim.engine.stats.Latency;
import io.pilsim.experiment.Progress;
import io.pilsim.experiment.StudyRun;
import io.pilsim.flow.ReplayDevice;
import io.pilsim.flow.ReplayFlow;
import io.pilsim.flow.TraceStep;
import io.pilsim.flow.TraceTask;
import io.pilsim.formats.ftrace.CapturedTrace;
import io.pilsim.platform.ReplayBench;
import io.pilsim.platform.Runner;
import io.pilsim.platform.model.Leaf;
import io.pilsim.platform.model.ModelFiles;
import io.pilsim.platform.model.ModelTree;
import io.pilsim.platform.scenario.Assignment;
import io.pilsim.platform.scenario.ScenarioPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/** Understands a trace, and simulates it as recorded, with other strategies and on other hosts. */
public final class ReplayStudy {
  private final ModelFiles models;
  private final ModelTree model;
  private final Runner runner;
  private final SortedSet<String> leavesRead = new TreeSet<>();

  /** Throws when there is no such platform. */
  public ReplayStudy(ModelFiles models, String platform, Runner runner) {
    this.models = models;
    this.model = models.load(platform);
    this.runner = runner;
  }

  public ReplayResult run(CapturedTrace trace) {
    Capture capture = CaptureBuilder.build(trace.lines(), inputBits());
    List<ReplayCase> cases = capture.mappings().isEmpty() ? List.of() : cases(capture);
    List<HostCase> hosts = hosts(capture);
    SortedSet<String> assumed = new TreeSet<>();
    for (String path : leavesRead) {
      model.leaf(path).filter(Leaf::isGuess).ifPresent(leaf -> assumed.add(leaf.path()));
    }
    return new ReplayResult(trace, capture, model.platform(), cases, hosts, assumed);
  }

  private int inputBits() {
    return new ReplayBench(model, List.of()).inputBits();
  }

  private List<ReplayCase> cases(Capture capture) {
    ReplayBench bench = new ReplayBench(model, capture.devices());
    ReplayBench.Outcome clock = bench.run(capture.tasks(), ReplayFlow.Pace.BY_THE_CLOCK);
    List<TraceTask> thinking = new ArrayList<>();
    for (int i = 0; i < capture.tasks().size(); i++) {
      TraceTask task = capture.tasks().get(i);
      thinking.add(task.doing(thinking(task.steps(), clock.tookPs().get(i))));
    }
    List<ReplayCase> cases = new ArrayList<>();
    for (Strategy strategy : Strategy.values()) {
      List<TraceTask> tasks = strategy.of(thinking);
      ReplayBench.Outcome outcome = bench.run(tasks, ReplayFlow.Pace.BY_THINKING);
      leavesRead.addAll(outcome.leavesRead());
      cases.add(summed(strategy, outcome));
    }
    return cases;
  }

  /** What of the time before each step the step itself does not explain. */
  private static List<TraceStep> thinking(List<TraceStep> steps, long[] tookPs) {
    List<TraceStep> thinking = new ArrayList<>();
    long endPs = 0;
    for (int i = 0; i < tookPs.length; i++) {
      TraceStep step = steps.get(i);
      boolean call = step.kind() == TraceStep.Kind.FIRMWARE;
      long fromPs = call ? step.atPs() : step.atPs() - tookPs[i];
      thinking.add(step.thinking(Math.max(0, fromPs - endPs)));
      endPs = call ? step.atPs() + step.heldPs() : step.atPs();
    }
    return thinking;
  }

  private static ReplayCase summed(Strategy strategy, ReplayBench.Outcome outcome) {
    List<ReplayDevice> all = outcome.devices();
    return new ReplayCase(
        strategy,
        sum(all, device -> device.mapTime().count()),
        sum(all, ReplayDevice::mapCalls),
        sum(all, ReplayDevice::leaves),
        sum(all, ReplayDevice::tables),
        sum(all, device -> sumPs(device.mapTime())),
        sum(all, device -> device.unmapTime().count()),
        sum(all, device -> device.unmapWork().calls()),
        sum(all, device -> device.unmapWork().leaves()),
        sum(all, device -> device.unmapWork().invalidations()),
        sum(all, device -> device.unmapWork().syncs()),
        sum(all, device -> sumPs(device.unmapTime())),
        outcome.endPs(),
        outcome.failed());
  }

  private static long sumPs(Latency latency) {
    return latency.count() == 0 ? 0 : latency.sumPs();
  }

  private static long sum(List<ReplayDevice> devices, ToLongFunction<ReplayDevice> part) {
    return devices.stream().mapToLong(part).sum();
  }

  /** Boots of processors that the platform has. */
  private List<HostCase> hosts(Capture capture) {
    List<HostCase> cases = new ArrayList<>();
    for (Map.Entry<ProcessorBoot, String> each : TracedBoots.of(model, capture).entrySet()) {
      cases.add(hostCase(each.getValue(), each.getKey(), "kvm", "v10"));
      cases.add(hostCase(each.getValue(), each.getKey(), "kvm", "v10+fixes"));
      cases.add(hostCase(each.getValue(), each.getKey(), "qhee", ""));
    }
    return cases;
  }

  private HostCase hostCase(String processor, ProcessorBoot boot, String host, String driver) {
    List<Assignment> assignments = new ArrayList<>();
    assignments.add(new Assignment("replay", "platform", model.platform()));
    assignments.add(new Assignment("replay", "workload.flow", "boot"));
    assignments.add(new Assignment("replay", "workload.remoteprocs", processor));
    assignments.add(new Assignment("replay", "host", host));
    if (!driver.isEmpty()) {
      assignments.add(new Assignment("replay", "driver", driver));
    }
    ScenarioPlan plan = ScenarioPlan.ofOptions("replay", models, assignments);
    OptionalDouble totalNs =
        new StudyRun(plan, runner, EngineKind.DEFAULT, Progress.NONE)
            .run(1).result().variants().get(0).metrics().entrySet().stream()
                .filter(metric -> metric.getKey().equals("boot." + processor + ".total_time"))
                .mapToDouble(metric -> metric.getValue().mean())
                .findFirst();
    return new HostCase(processor, host, driver, boot.tookNs(), totalNs);
  }
}
