package io.pilsim.experiment.calibrate;

import io.pilsim.engine.EngineKind;
import io.pilsim.engine.stats.Unit;
import io.pilsim.experiment.replay.Capture;
import io.pilsim.experiment.replay.FtraceText;
import io.pilsim.formats.FormatException;
import io.pilsim.formats.ftrace.TraceReader;
import io.pilsim.platform.Metric;
import io.pilsim.platform.RunOutcome;
import io.pilsim.platform.RunSpec;
import io.pilsim.platform.Runner;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.model.ModelFiles;
import io.pilsim.platform.model.ModelTree;
import io.pilsim.platform.scenario.Assignment;
import io.pilsim.platform.scenario.ScenarioPlan;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What was done on the board, done by the model: the same processors booted, and shut down if they
 * were, on the same host.
 */
final class BoardStory implements MeasuredStory {
  private static final double PS_PER_NS = 1e3;
  private static final int PERIPHERAL = 0x02;
  private static final int SHUTDOWN = 0x06;
  private static final int RESOURCE_TABLE = 0x21;

  private final ScenarioPlan plan;
  private final Runner runner;
  private final SortedSet<String> leavesRead = new TreeSet<>();

  BoardStory(ScenarioPlan plan, Runner runner) {
    this.plan = plan;
    this.runner = runner;
  }

  /**
   * What a trace tells of; options have the last word.
   *
   * @param processors that it boots, as the platform calls them
   */
  static List<Assignment> assignments(
      String platform, Capture capture, List<String> processors, List<Assignment> options) {
    if (processors.isEmpty()) {
      throw new BadInputException(
          "--from: no boot of a processor that model/"
              + platform
              + " has, expected its messages from 'powering up' to 'is now up'");
    }
    if (processors.size() > 1) {
      throw new BadInputException(
          "--from: the traces boot "
              + String.join(" and ", processors)
              + ", expected one processor: what they wait for each other would be fitted too;"
              + " calibrate the result again for the next");
    }
    List<Assignment> assignments = new ArrayList<>();
    assignments.add(new Assignment("--from", "platform", platform));
    assignments.add(
        new Assignment("--from", "workload.flow", has(capture, SHUTDOWN) ? "shutdown" : "boot"));
    assignments.add(new Assignment("--from", "workload.remoteprocs", String.join(",", processors)));
    boolean maps = !capture.mappings().isEmpty();
    assignments.add(new Assignment("--from", "host", maps ? "kvm" : "qhee"));
    if (maps) {
      assignments.add(
          new Assignment("--from", "driver", has(capture, RESOURCE_TABLE) ? "v10" : "v1"));
    }
    assignments.addAll(options);
    return assignments;
  }

  private static boolean has(Capture capture, int command) {
    return capture.calls().stream()
        .anyMatch(call -> call.service() == PERIPHERAL && call.command() == command);
  }

  static BoardStory of(ModelFiles models, List<Assignment> assignments, Runner runner) {
    return new BoardStory(ScenarioPlan.ofOptions("calibrate", models, assignments), runner);
  }

  @Override
  public ModelTree model() {
    return plan.variants().get(0).model();
  }

  @Override
  public SortedSet<String> leavesRead() {
    return leavesRead;
  }

  /** Those of the trace that the model writes, and of its metrics. */
  @Override
  public SortedMap<String, Double> times(ModelTree model) {
    FtraceText trace = new FtraceText();
    RunOutcome outcome =
        runner.run(
            new RunSpec(
                plan.variants().get(0).scenario(),
                model.reader(),
                plan.variants().get(0).scenario().run().seed(),
                0,
                EngineKind.DEFAULT,
                trace));
    leavesRead.addAll(outcome.leavesRead());
    SortedMap<String, Double> times = new TreeMap<>();
    for (Metric metric : outcome.metrics()) {
      if (metric instanceof Metric.Value value && value.unit() == Unit.PICOSECONDS) {
        times.put(value.path(), value.value() / PS_PER_NS);
      }
    }
    try {
      times.putAll(
          TraceTimes.of(
              TraceReader.read("simulated", new ByteArrayInputStream(trace.bytes())).lines()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (FormatException e) {
      throw new IllegalStateException(e); // our own text
    }
    return times;
  }
}
