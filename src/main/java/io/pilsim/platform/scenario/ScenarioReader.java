package io.pilsim.platform.scenario;

import io.pilsim.platform.model.Quantity;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes the typed scenario of settings that have all been checked. */
final class ScenarioReader {
  private static final String FIRMWARE = "inputs.firmware.";
  private static final int MOST_REPLICATIONS = 1000;

  private final Map<String, Setting> settings;

  private ScenarioReader(Map<String, Setting> settings) {
    this.settings = settings;
  }

  static Scenario read(Map<String, Setting> settings) {
    return new ScenarioReader(settings).scenario();
  }

  private Scenario scenario() {
    return new Scenario(
        word("scenario"),
        word("platform"),
        inputs(),
        settings.containsKey("host") ? Word.of(Host.class, word("host")) : Host.KVM,
        Word.of(Driver.class, word("driver")),
        workload(),
        faults(),
        budget());
  }

  private RunBudget budget() {
    int replications = Integer.parseInt(word("run.replications"));
    Optional<String> until = said("run.until");
    int standard = until.isPresent() ? Math.max(replications, MOST_REPLICATIONS) : replications;
    return new RunBudget(
        replications,
        Long.parseLong(word("run.seed")),
        until.map(BudgetText::precision).orElse(OptionalDouble.empty()),
        said("run.max_replications").map(Integer::parseInt).orElse(standard),
        said("run.duration").map(BudgetText::durationPs).orElse(OptionalLong.empty()),
        said("run.warmup").flatMap(BudgetText::warmup));
  }

  private Optional<String> said(String path) {
    return optional(path).map(Setting::value);
  }

  private Workload workload() {
    Flow flow = Word.of(Flow.class, word("workload.flow"));
    if (flow == Flow.DMA_STREAM) {
      return new Workload(flow, new DmaReader(settings).read());
    }
    if (HotKeys.FLOWS.contains(flow)) {
      return new Workload(flow, new HotReader(settings).read());
    }
    return new Workload(
        flow,
        settings.get("workload.remoteprocs").values(),
        Word.of(Start.class, word("workload.start")),
        optional("workload.crash")
            .map(setting -> Word.of(CrashKind.class, setting.value()))
            .orElse(CrashKind.WATCHDOG),
        Operations.of(optional("workload.operations").map(Setting::values).orElse(List.of("boot"))),
        guest());
  }

  private Optional<GuestSmc> guest() {
    return settings.containsKey(GuestSmc.EVERY)
        ? Optional.of(
            new GuestSmc(
                Quantity.known(word(GuestSmc.EVERY)).amount(),
                Quantity.known(word(GuestSmc.HOLDING)).amount()))
        : Optional.empty();
  }

  private List<FaultSpec> faults() {
    return optional("faults").stream()
        .filter(setting -> !setting.value().equals(FaultSpec.NONE))
        .flatMap(setting -> setting.values().stream().map(line -> fault(setting, line)))
        .toList();
  }

  private static FaultSpec fault(Setting setting, String line) {
    return FaultSpec.parse(line, setting.origin()).orElseThrow();
  }

  private Inputs inputs() {
    SortedMap<String, Path> firmware = new TreeMap<>();
    for (Setting setting : settings.values()) {
      if (setting.path().startsWith(FIRMWARE)) {
        String remoteproc = setting.path().substring(FIRMWARE.length());
        firmware.put(remoteproc, setting.file(setting.value()));
      }
    }
    return new Inputs(
        files("inputs.device_tree").stream().findFirst(),
        files("inputs.overlays"),
        Word.of(El2Bindings.class, word("inputs.el2_bindings")),
        firmware);
  }

  private List<Path> files(String path) {
    return Optional.ofNullable(settings.get(path))
        .map(setting -> setting.values().stream().map(setting::file).toList())
        .orElse(List.of());
  }

  private Optional<Setting> optional(String path) {
    return Optional.ofNullable(settings.get(path));
  }

  private String word(String path) {
    return settings.get(path).value();
  }
}
