package io.pilsim.platform;

import io.pilsim.engine.EngineKind;
import io.pilsim.engine.RandomStreams;
import io.pilsim.engine.Simulator;
import io.pilsim.platform.model.ModelFiles;
import io.pilsim.platform.model.ModelTree;
import io.pilsim.platform.model.Origin;
import io.pilsim.platform.model.Quantity;
import io.pilsim.platform.scenario.CrashKind;
import io.pilsim.platform.scenario.Driver;
import io.pilsim.platform.scenario.El2Bindings;
import io.pilsim.platform.scenario.FaultSpec;
import io.pilsim.platform.scenario.Flow;
import io.pilsim.platform.scenario.GuestSmc;
import io.pilsim.platform.scenario.Host;
import io.pilsim.platform.scenario.Inputs;
import io.pilsim.platform.scenario.Operations;
import io.pilsim.platform.scenario.RunBudget;
import io.pilsim.platform.scenario.Scenario;
import io.pilsim.platform.scenario.Start;
import io.pilsim.platform.scenario.Workload;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A boot to be tried, starting from the ADSP under KVM as upstream merged it. */
final class TestRun {
  private static final SimulationRun RUNNER = new SimulationRun();
  private static final ModelTree SA8775P = new ModelFiles(Path.of("model")).load("sa8775p");

  private ModelTree model = SA8775P;
  private Host host = Host.KVM;
  private Driver driver = Driver.V10;
  private Start start = Start.COLD;
  private El2Bindings bindings = El2Bindings.FROM_MODEL;
  private Optional<GuestSmc> guest = Optional.empty();
  private EngineKind engine = EngineKind.HEAP;
  private Flow flow = Flow.BOOT;
  private CrashKind crash = CrashKind.WATCHDOG;
  private Operations operations = new Operations(List.of("boot"), 0);
  private final List<FaultSpec> faults = new ArrayList<>();
  private List<String> remoteprocs = List.of("adsp");
  private Optional<Path> tree = Optional.empty();
  private final List<Path> overlays = new ArrayList<>();
  private final SortedMap<String, Path> firmware = new TreeMap<>();

  static TestRun adsp() {
    return new TestRun();
  }

  TestRun all() {
    return of("adsp", "cdsp0", "cdsp1", "gpdsp0", "gpdsp1");
  }

  TestRun of(String... names) {
    remoteprocs = List.of(names);
    return this;
  }

  TestRun set(String path, String... values) {
    List<Quantity> quantities = new ArrayList<>();
    try {
      for (String value : values) {
        quantities.add(Quantity.parse(value));
      }
    } catch (Quantity.Malformed e) {
      throw new AssertionError(e);
    }
    model = model.with("sa8775p." + path, quantities, Origin.of("test"));
    return this;
  }

  TestRun under(Host other) {
    host = other;
    return this;
  }

  TestRun by(Driver other) {
    driver = other;
    return this;
  }

  TestRun warm() {
    start = Start.WARM;
    return this;
  }

  /** Another VM's firmware calls. */
  TestRun guest(long everyPs, long holdingPs) {
    guest = Optional.of(new GuestSmc(everyPs, holdingPs));
    return this;
  }

  TestRun bindings(El2Bindings other) {
    bindings = other;
    return this;
  }

  TestRun flow(Flow other) {
    flow = other;
    return this;
  }

  TestRun crash(CrashKind other) {
    crash = other;
    return this;
  }

  /** Steps of a lifecycle. */
  TestRun through(String... steps) {
    flow = Flow.LIFECYCLE;
    operations = new Operations(List.of(steps), 0);
    return this;
  }

  TestRun drawing(long steps) {
    flow = Flow.LIFECYCLE;
    operations = new Operations(List.of(), steps);
    return this;
  }

  /** In the form that {@code --set faults} takes. */
  TestRun fault(String line) {
    faults.add(FaultSpec.parse(line, Origin.of("test")).orElseThrow());
    return this;
  }

  TestRun on(EngineKind other) {
    engine = other;
    return this;
  }

  TestRun tree(Path file, El2Bindings from) {
    tree = Optional.of(file);
    bindings = from;
    return this;
  }

  TestRun firmware(String name, Path file) {
    firmware.put(name, file);
    return this;
  }

  TestRun overlay(Path file) {
    overlays.add(file);
    return this;
  }

  Shown run() {
    return new Shown(RUNNER.run(spec()));
  }

  /** On an engine that no {@link EngineKind} names. */
  Shown run(Simulator sim) {
    return new Shown(RUNNER.run(spec(), sim));
  }

  /** Wired, and nothing has happened yet. */
  BootMachine machine() {
    RunSpec spec = spec();
    return RUNNER.wire(
        spec, Intervention.NONE, new ArrayList<>(), new RandomStreams(1, 0), engine.create());
  }

  static ModelTree model() {
    return SA8775P;
  }

  /** On a machine that a test has done something to. */
  Shown run(BootMachine machine) {
    return new Shown(
        SimulationRun.run(spec(), machine, new RandomStreams(1, 0), new ArrayList<>()));
  }

  RunSpec spec() {
    return new RunSpec(scenario(), model.reader(), 1, 0, engine);
  }

  Scenario scenario() {
    Inputs inputs = new Inputs(tree, overlays, bindings, firmware);
    return new Scenario(
        "test",
        "sa8775p",
        inputs,
        host,
        driver,
        new Workload(flow, remoteprocs, start, crash, operations, guest),
        faults,
        new RunBudget(1, 1));
  }

  /** What a run showed, easy to ask. */
  record Shown(RunOutcome outcome) {
    long count(String path) {
      for (Metric metric : outcome.metrics()) {
        if (metric.path().equals(path) && metric instanceof Metric.Value value) {
          return (long) value.value();
        }
      }
      throw new AssertionError("no metric " + path + " in " + paths());
    }

    long sumPs(String path) {
      for (Metric metric : outcome.metrics()) {
        if (metric.path().equals(path) && metric instanceof Metric.Distribution distribution) {
          return distribution.latency().sumPs();
        }
      }
      throw new AssertionError("no distribution " + path + " in " + paths());
    }

    boolean isUp() {
      return outcome.status() == RunOutcome.Status.COMPLETED;
    }

    /** Every metric in full, to be compared with another run's. */
    String everything() {
      StringBuilder text = new StringBuilder();
      for (Metric metric : outcome.metrics()) {
        text.append(metric.path()).append(' ').append(shown(metric)).append('\n');
      }
      return text.append(String.join("\n", outcome.log())).toString();
    }

    private static String shown(Metric metric) {
      if (metric instanceof Metric.Distribution distribution) {
        return distribution.latency().count() + " " + distribution.latency().sumPs();
      }
      return String.valueOf(((Metric.Value) metric).value());
    }

    private List<String> paths() {
      return Arrays.asList(outcome.metrics().stream().map(Metric::path).toArray(String[]::new));
    }
  }
}
