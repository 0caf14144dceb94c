package io.pilsim.platform.scenario;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every key a scenario file may have. The parser, the schema and {@code --set} all read this. */
public final class ScenarioKeys {
  static final String VARIANTS = "variants";
  static final String EXPECT = "expect";
  static final String GATE = "gate";

  private static final List<Key> COMMON =
      List.of(
          Key.of("scenario", Key.Kind.TEXT, "name; the results go to a folder of this name")
              .mandatory(),
          Key.of("platform", Key.Kind.TEXT, "a folder of model/, such as sa8775p").mandatory(),
          Key.of(
              "inputs.device_tree",
              Key.Kind.FILE,
              "flattened device tree: carveouts, stream ids and SMMUs come from it"),
          Key.of("inputs.overlays", Key.Kind.FILE, "overlays, merged into the tree in order")
              .list(),
          Key.choice(
                  "inputs.el2_bindings",
                  Word.all(El2Bindings.class),
                  "where host kvm takes iommus and devmem from when the tree has none")
              .otherwise(El2Bindings.FROM_MODEL.word()),
          Key.of(
              "inputs.firmware.*",
              Key.Kind.FILE,
              "MBN or MDT image of a remote processor; else one of the published shape is made"),
          Key.choice("host", Word.all(Host.class), "who runs at EL2").mandatoryFor(Flow.BOOTS),
          Key.choice("driver", Word.all(Driver.class), "version of the kernel's driver on host kvm")
              .otherwise(Driver.V10.word()),
          Key.choice("workload.flow", Word.all(Flow.class), "what is to happen").mandatory(),
          Key.of("workload.remoteprocs", Key.Kind.TEXT, "which remote processors, all at once")
              .list()
              .in(Flow.BOOTS)
              .mandatory(),
          Key.choice("workload.start", Word.all(Start.class), "with or without an earlier boot")
              .in(Flow.BOOTS)
              .otherwise(Start.COLD.word()),
          Key.of(
                  GuestSmc.EVERY,
                  Key.Kind.DURATION,
                  "another VM calls TrustZone so often, counted from the start of the run")
              .in(Flow.BOOTS),
          Key.of(
                  GuestSmc.HOLDING,
                  Key.Kind.DURATION,
                  "and holds its lock so long each time: less than the time between")
              .in(Flow.BOOTS),
          Key.choice("workload.crash", Word.all(CrashKind.class), "what makes processors crash")
              .in(Flow.BOOTS),
          Key.of(
                  "workload.operations",
                  Key.Kind.OPERATION,
                  "flow lifecycle: what each processor goes through, or how many steps to draw")
              .in(Flow.BOOTS)
              .list(),
          Key.of(
                  "faults",
                  Key.Kind.FAULT,
                  "what goes wrong: {at: STEP, kind: error|timeout|hang, nth: N | probability: P}")
              .in(Flow.BOOTS)
              .list());

  private static final List<Key> RUN =
      List.of(
          Key.of("run.replications", Key.Kind.COUNT, "how often, when chance plays a part")
              .otherwise("1"),
          Key.of("run.seed", Key.Kind.COUNT, "of the random streams").otherwise("1"),
          Key.of(
              "run.until", Key.Kind.PRECISION, "more replications until the interval is so tight"),
          Key.of("run.max_replications", Key.Kind.COUNT, "at most so many for that, or 1000"),
          Key.of("run.duration", Key.Kind.DURATION, "how long a flow runs that has no end"),
          Key.of("run.warmup", Key.Kind.WARMUP, "what of it does not count: a time, or auto"));

  private static final List<Key> LEAVES =
      Stream.of(COMMON, DmaKeys.LEAVES, HotKeys.LEAVES, RUN).flatMap(List::stream).toList();

  private ScenarioKeys() {}

  /** In the order in which a scenario is best written. */
  public static List<Key> leaves() {
    return LEAVES;
  }

  static Optional<Key> leaf(String path) {
    return LEAVES.stream().filter(key -> key.matches(path)).findFirst();
  }

  static boolean isSection(String path) {
    return LEAVES.stream().anyMatch(key -> key.isBelow(path));
  }

  /** Full paths that may stand below a section; the top when it is empty. */
  static List<String> below(String section) {
    String prefix = section.isEmpty() ? "" : section + ".";
    return LEAVES.stream()
        .filter(key -> section.isEmpty() || key.isBelow(section))
        .map(key -> prefix + key.pathBelow(section))
        .map(path -> firstStep(path, prefix.length()))
        .distinct()
        .toList();
  }

  private static String firstStep(String path, int from) {
    int end = path.indexOf('.', from);
    return path.substring(from, end < 0 ? path.length() : end);
  }

  static List<String> leafPaths() {
    return LEAVES.stream().map(Key::path).toList();
  }
}
