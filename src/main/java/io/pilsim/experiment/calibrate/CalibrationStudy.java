package io.pilsim.experiment.calibrate;

import io.pilsim.engine.EngineKind;
import io.pilsim.experiment.Progress;
import io.pilsim.experiment.replay.Capture;
import io.pilsim.experiment.replay.CaptureBuilder;
import io.pilsim.experiment.replay.TracedBoots;
import io.pilsim.experiment.sensitivity.Sensitivity;
import io.pilsim.experiment.sensitivity.SensitivityStudy;
import io.pilsim.formats.ftrace.CapturedTrace;
import io.pilsim.platform.ReplayBench;
import io.pilsim.platform.Runner;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.model.Leaf;
import io.pilsim.platform.model.ModelFiles;
import io.pilsim.platform.model.ModelTree;
import io.pilsim.platform.scenario.Assignment;
import io.pilsim.platform.scenario.ScenarioPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Fits a platform to measurements, writes it, and asks what that leaves open. */
public final class CalibrationStudy {
  private static final String METRIC = "boot.all.total_time";

  private final Path modelDir;
  private final ModelFiles models;
  private final String platform;
  private final Runner runner;
  private final List<Assignment> options;

  /**
   * @param options what is known of the board beside what its traces tell
   */
  public CalibrationStudy(Path modelDir, String platform, Runner runner, List<Assignment> options) {
    this.modelDir = modelDir;
    this.models = new ModelFiles(modelDir);
    this.platform = platform;
    this.runner = runner;
    this.options = List.copyOf(options);
  }

  /**
   * @param to a new folder, whose name is that of the new platform
   */
  public CalibrationResult run(Measurements measured, Path to, int threads) throws IOException {
    ModelTree start = models.load(platform);
    Set<String> processors = new LinkedHashSet<>();
    List<Assignment> assignments = new ArrayList<>();
    for (CapturedTrace trace : measured.traces()) {
      int bits = new ReplayBench(start, List.of()).inputBits();
      Capture capture = CaptureBuilder.build(trace.lines(), bits);
      TracedBoots.of(start, capture).values().forEach(processors::add);
      assignments.clear();
      assignments.addAll(
          BoardStory.assignments(platform, capture, List.copyOf(processors), options));
    }
    MeasuredStory story = story(measured, assignments);
    List<Observation> observations = measured.observations(story.times(story.model()));
    if (observations.isEmpty()) {
      throw new BadInputException(
          "--from: nothing in the measurements is what the model shows of such a run");
    }
    List<String> candidates = candidates(story);
    BoardFit.Outcome fit = new BoardFit(story::times, observations, story.model()).run(candidates);
    write(start, fit.fitted(), measured, to);
    SortedSet<String> assumed = new TreeSet<>(guesses(story));
    fit.fitted().forEach(leaf -> assumed.remove(leaf.path()));
    return new CalibrationResult(
        platform,
        to,
        observations.size(),
        residuals(observations, fit.simulated()),
        fit.fitted(),
        fit.entangled(),
        assumed,
        decision(to, List.copyOf(processors), threads));
  }

  /**
   * @param board what the traces tell of; empty without a trace
   */
  private MeasuredStory story(Measurements measured, List<Assignment> board) {
    List<MeasuredStory> stories = new ArrayList<>();
    List<Assignment> rest = options;
    if (!board.isEmpty()) {
      stories.add(BoardStory.of(models, board, runner));
      rest = options.stream().filter(each -> each.path().startsWith(platform + ".")).toList();
    } else if (measured.benchmarks().isEmpty()) {
      List<Assignment> told = new ArrayList<>();
      told.add(new Assignment("--from", "platform", platform));
      told.addAll(options);
      stories.add(BoardStory.of(models, told, runner));
    }
    for (MapBenchmark each : measured.benchmarks()) {
      stories.add(BenchmarkStory.of(models, platform, each, rest, runner));
    }
    return new MeasuredStories(stories);
  }

  /** What nobody has specified or measured. */
  private static List<String> candidates(MeasuredStory story) {
    return List.copyOf(guesses(story));
  }

  private static SortedSet<String> guesses(MeasuredStory story) {
    SortedSet<String> guesses = new TreeSet<>();
    for (String path : story.leavesRead()) {
      story.model().leaf(path).filter(Leaf::isGuess).ifPresent(leaf -> guesses.add(path));
    }
    return guesses;
  }

  private void write(ModelTree start, List<FittedLeaf> fitted, Measurements measured, Path to)
      throws IOException {
    SortedMap<String, String> leaves = new TreeMap<>();
    for (FittedLeaf each : fitted) {
      String slower = start.leaf(each.path()).orElseThrow().moreIsSlower() ? "high" : "low";
      leaves.put(
          each.path(),
          String.format(
              Locale.ROOT,
              "{value: %s, basis: measured, range: [%s, %s], slower: %s, source: \"%s\"}",
              each.value(),
              each.low(),
              each.high(),
              slower,
              "pilsim calibrate, 95 % interval, from " + String.join(", ", measured.sources())));
    }
    new PlatformCopy(modelDir.resolve(platform), start).write(to, leaves);
  }

  private static List<CalibrationResult.Residual> residuals(
      List<Observation> observations, SortedMap<String, Double> simulated) {
    List<CalibrationResult.Residual> residuals = new ArrayList<>();
    for (Observation each : observations) {
      double ns = simulated.getOrDefault(each.name(), Double.NaN);
      residuals.add(new CalibrationResult.Residual(each.name(), each.ns(), ns));
    }
    residuals.sort(
        Comparator.comparingDouble(
                (CalibrationResult.Residual each) ->
                    -Math.abs(each.simulatedNs() - each.measuredNs()))
            .thenComparing(CalibrationResult.Residual::name));
    return residuals;
  }

  /** Whether what stays assumed decides between the hosts, on the platform as written. */
  private Optional<Sensitivity> decision(Path to, List<String> processors, int threads) {
    if (processors.isEmpty()) {
      return Optional.empty();
    }
    String text =
        "scenario: calibrated\nplatform: "
            + to.getFileName()
            + "\nworkload: {flow: boot, remoteprocs: ["
            + String.join(", ", processors)
            + "]}\nvariants:\n  kvm-v10: {host: kvm, driver: v10}\n  qhee: {host: qhee}\n";
    Path folder = to.toAbsolutePath().normalize().getParent();
    ScenarioPlan plan =
        ScenarioPlan.of(
            Path.of("calibrated.yaml"),
            text.getBytes(StandardCharsets.UTF_8),
            new ModelFiles(folder),
            List.of(),
            List.of());
    return Optional.of(
        new SensitivityStudy(
                plan,
                plan.metric("calibrate", METRIC),
                runner,
                EngineKind.DEFAULT,
                threads,
                Progress.NONE)
            .run());
  }
}
