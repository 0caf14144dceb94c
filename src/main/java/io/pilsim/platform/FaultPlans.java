package io.pilsim.platform;

import io.pilsim.engine.RandomStreams;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.scenario.FaultSpec;
import io.pilsim.software.linux.Errno;
import io.pilsim.software.linux.remoteproc.PasDriver;
import io.pilsim.software.routine.Fault;
import io.pilsim.software.routine.FaultPlan;
import io.pilsim.software.routine.RoutinePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a scenario lets go wrong, as plans for the threads that it befalls. */
final class FaultPlans {
  private final List<FaultSpec> specs;
  private final List<Fault> injected;
  private final RandomStreams random;
  private final List<FaultPlan> plans = new ArrayList<>();

  /**
   * @param injected what goes wrong beside that
   */
  FaultPlans(List<FaultSpec> specs, List<Fault> injected, RandomStreams random) {
    this.specs = specs;
    this.injected = injected;
    this.random = random;
  }

  /** Throws with every path that no driver has a row for. */
  void check(List<PasDriver> drivers) {
    List<String> mistakes = new ArrayList<>();
    for (FaultSpec spec : specs) {
      List<String> problems = new ArrayList<>();
      for (PasDriver driver : drivers) {
        problem(driver, spec).ifPresent(problems::add);
      }
      if (problems.size() == drivers.size()) {
        mistakes.add(spec.origin() + ": faults: " + spec.path() + ": " + longest(problems));
      }
    }
    if (!mistakes.isEmpty()) {
      throw new BadInputException(mistakes);
    }
  }

  private static Optional<String> problem(PasDriver driver, FaultSpec spec) {
    return RoutinePath.mistake(
        driver.routines(), spec.path(), spec.kind() == FaultSpec.Kind.TIMEOUT);
  }

  /** Of the driver that came furthest along the path. */
  private static String longest(List<String> problems) {
    String best = problems.get(0);
    for (String each : problems) {
      best = upToComma(each) > upToComma(best) ? each : best;
    }
    return best;
  }

  private static int upToComma(String problem) {
    return problem.indexOf(',');
  }

  /** For the threads of one processor. */
  FaultPlan plan(String name) {
    List<Fault> faults = new ArrayList<>(injected);
    for (int i = 0; i < specs.size(); i++) {
      FaultSpec spec = specs.get(i);
      faults.add(
          new Fault(
              spec.path(), kind(spec), errno(spec), trigger(spec, "fault." + i + "." + name)));
    }
    FaultPlan plan = FaultPlan.of(faults);
    plans.add(plan);
    return plan;
  }

  /** Faults of the scenario that could not but take place, and did not, in words. */
  List<String> missed() {
    List<String> missed = new ArrayList<>();
    for (FaultSpec spec : specs) {
      boolean struck = plans.stream().anyMatch(plan -> plan.hasStruck(spec.path()));
      if (!struck && spec.probability().isEmpty()) {
        String began =
            spec.nth()
                .filter(n -> n > 1)
                .map(n -> "began less than " + n + " times")
                .orElse("never began");
        missed.add(
            "fault " + spec.kind().word() + " never took place: " + spec.path() + " " + began);
      }
    }
    return missed;
  }

  private static Fault.Kind kind(FaultSpec spec) {
    return switch (spec.kind()) {
      case ERROR -> Fault.Kind.ERROR;
      case TIMEOUT -> Fault.Kind.TIMEOUT;
      case HANG -> Fault.Kind.HANG;
    };
  }

  private static int errno(FaultSpec spec) {
    return spec.kind() == FaultSpec.Kind.TIMEOUT ? Errno.ETIMEDOUT : Errno.EIO;
  }

  private Fault.Trigger trigger(FaultSpec spec, String stream) {
    if (spec.nth().isPresent()) {
      return Fault.Trigger.nth(spec.nth().get());
    }
    return spec.probability().isPresent()
        ? Fault.Trigger.chance(spec.probability().get(), random.stream(stream))
        : Fault.Trigger.ALWAYS;
  }
}
