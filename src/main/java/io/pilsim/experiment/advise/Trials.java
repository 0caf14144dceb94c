package io.pilsim.experiment.advise;

import io.pilsim.experiment.Response;
import io.pilsim.experiment.Response.Measured;
import io.pilsim.experiment.advise.Advice.Option;
import io.pilsim.platform.Metric;
import io.pilsim.platform.RunOutcome;
import io.pilsim.platform.scenario.HotWorkload;
import io.pilsim.platform.scenario.InvalidationMode;
import io.pilsim.platform.scenario.PlannedVariant;
import io.pilsim.platform.scenario.Stages;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What is told of rewrites that were simulated, beside the variant as it is. */
final class Trials {
  private static final Pattern WORK =
      Pattern.compile(
          "(boot|recovery)\\.(?!all\\.)[a-z0-9_]+\\."
              + "(smc_calls|bridges_created|tzmem_growths|(map|devmem)\\.(calls|leaf_ptes|tables))"
              + "|map\\.(leaf_ptes|tables)|smmu\\.(tlbi\\.commands|pte_reads|walks)");

  private final Response response;
  private final Measured base;

  Trials(Response response, Measured base) {
    this.response = response;
    this.base = base;
  }

  /** Whether no invariant breaks that held, and no access faults that went through. */
  boolean isAsSound(Measured measured) {
    RunOutcome outcome = measured.first();
    return outcome.findings().size() <= base.first().findings().size()
        && Outcomes.value(outcome, "smmu.faults") <= Outcomes.value(base.first(), "smmu.faults")
        && Outcomes.value(outcome, "xpu.violations")
            <= Outcomes.value(base.first(), "xpu.violations");
  }

  Option option(Rewrite rewrite, PlannedVariant planned, Measured measured) {
    return new Option(
        rewrite,
        measured,
        base.differenceTo(measured),
        exposure(planned, measured),
        Outcomes.memoryBytes(measured.first()),
        effects(measured.first()),
        warning(planned, measured.first()));
  }

  /** Of flows without unmaps there is none; where the device does not try, a run in which it does. */
  private Exposure exposure(PlannedVariant planned, Measured measured) {
    Optional<HotWorkload> hot = planned.scenario().workload().hot();
    if (hot.isEmpty()) {
      return Exposure.NONE;
    }
    if (hot.get().stages() == Stages.BYPASS) {
      return new Exposure(Double.POSITIVE_INFINITY, Outcomes.memoryBytes(measured.first()));
    }
    Exposure known = Outcomes.exposure(measured.first());
    return known.isKnown()
        ? known
        : Outcomes.exposure(response.first(planned.scenario().withLateReads(), planned.model()));
  }

  private SortedMap<String, String> effects(RunOutcome outcome) {
    SortedMap<String, String> effects = new TreeMap<>();
    for (Metric metric : outcome.metrics()) {
      if (metric instanceof Metric.Value now && WORK.matcher(now.path()).matches()) {
        double before = Outcomes.value(base.first(), now.path());
        if (before != now.value()) {
          effects.put(now.path(), Math.round(before) + " to " + Math.round(now.value()));
        }
      }
    }
    return effects;
  }

  /** A flush queue that never fills, and whose timer never goes off, has not been paid for. */
  private static Optional<String> warning(PlannedVariant planned, RunOutcome outcome) {
    boolean lazy =
        planned
            .scenario()
            .workload()
            .hot()
            .map(hot -> hot.invalidation() != InvalidationMode.STRICT)
            .orElse(false);
    boolean flushed =
        Outcomes.sum(outcome, "flush_queue.flushes")
            > Outcomes.sum(outcome, "flush_queue.timeouts");
    return lazy && !flushed
        ? Optional.of("too few pairs to fill a flush queue: what flushes cost is not in it")
        : Optional.empty();
  }
}
