package io.pilsim.experiment.gate;

import io.pilsim.engine.stats.Unit;
import io.pilsim.platform.Metric;
import io.pilsim.platform.RunOutcome;
import io.pilsim.platform.RunSpec;
import io.pilsim.platform.Runner;
import io.pilsim.platform.scenario.MetricNames;
import java.util.ArrayList;
import java.util.List;

/** Runs, and tells how many events that took as one more metric: what the simulator costs. */
final class EventCount implements Runner {
  private final Runner runner;

  EventCount(Runner runner) {
    this.runner = runner;
  }

  @Override
  public RunOutcome run(RunSpec spec) {
    RunOutcome outcome = runner.run(spec);
    List<Metric> metrics = new ArrayList<>(outcome.metrics());
    double events = (double) outcome.events();
    metrics.add(new Metric.Value(MetricNames.SIMULATOR_EVENTS, Unit.COUNT, events));
    return new RunOutcome(
        outcome.status(),
        metrics,
        outcome.leavesRead(),
        outcome.usedChance(),
        outcome.lawsChecked(),
        outcome.brokenLaws(),
        outcome.events(),
        outcome.series(),
        outcome.log(),
        outcome.findings(),
        outcome.notes());
  }
}
