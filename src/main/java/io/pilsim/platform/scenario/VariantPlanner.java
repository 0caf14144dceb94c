package io.pilsim.platform.scenario;

import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.model.InputErrors;
import io.pilsim.platform.model.ModelFiles;
import io.pilsim.platform.model.ModelTree;
import io.pilsim.platform.model.Quantity;
import io.pilsim.platform.model.Suggestion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes of the base scenario, a variant's overrides and the options one checked variant each. */
final class VariantPlanner {
  private static final String FIRMWARE = "inputs.firmware.";

  private final ScenarioText text;
  private final ModelFiles models;
  private final List<Setting> options;
  private final InputErrors errors;
  private final SettingCheck check;
  private final Map<String, Optional<ModelTree>> trees = new HashMap<>();

  VariantPlanner(
      ScenarioText text, ModelFiles models, List<Assignment> assignments, InputErrors errors) {
    this.text = text;
    this.models = models;
    this.options = assignments.stream().map(Assignment::setting).toList();
    this.errors = errors;
    this.check = new SettingCheck(errors, !text.budgets().isEmpty());
  }

  /** Those variants that could be planned; the others left their mistakes in the errors. */
  List<PlannedVariant> plan() {
    List<ScenarioText.Variant> written = text.variants();
    if (written.isEmpty()) {
      written = List.of(new ScenarioText.Variant("base", text.start(), List.of()));
    }
    List<PlannedVariant> planned = new ArrayList<>();
    for (ScenarioText.Variant variant : written) {
      plan(variant).ifPresent(planned::add);
    }
    return VariantCollapse.collapse(planned, written, options);
  }

  private Optional<PlannedVariant> plan(ScenarioText.Variant variant) {
    Map<String, Setting> effective = new LinkedHashMap<>();
    text.settings().forEach(setting -> effective.put(setting.path(), setting));
    variant.overrides().forEach(setting -> effective.put(setting.path(), setting));
    options.forEach(setting -> effective.put(setting.path(), setting));
    // what an option replaces is checked all the same: it is a mistake in the file
    checkReplaced(text.settings(), variant.overrides());
    checkReplaced(text.settings(), options);
    checkReplaced(variant.overrides(), options);

    Optional<ModelTree> model = model(effective.get("platform"));
    Optional<ModelTree> platform = model;
    List<Setting> platformLeaves = new ArrayList<>();
    for (Setting setting : effective.values()) {
      if (ScenarioKeys.leaf(setting.path()).isPresent()) {
        checkScenarioLeaf(setting);
      } else if (model.isPresent()) {
        model = platformLeaf(setting, model.get());
        platform = setting.isOption() ? platformLeaf(setting, platform.get()) : platform;
        platformLeaves.add(setting);
      }
    }
    check.guest(effective);
    List<Setting> settings = new Completion(effective, text.start(), errors).settings();
    model.ifPresent(known -> checkNames(effective, known));
    check.budget(effective);
    Map<String, Setting> byPath = new TreeMap<>();
    settings.forEach(setting -> byPath.put(setting.path(), setting));
    if (errors.isEmpty() && model.isPresent()) {
      new DmaCheck(byPath, model.get(), errors).check();
      new HotCheck(byPath, errors).check();
    }
    if (!errors.isEmpty() || model.isEmpty()) {
      return Optional.empty();
    }
    Scenario scenario = ScenarioReader.read(byPath);
    settings.addAll(platformLeaves);
    return Optional.of(
        new PlannedVariant(
            variant.name(),
            List.of(variant.name()),
            overrides(variant),
            settings,
            scenario,
            platform.get(),
            model.get()));
  }

  /** A file that is not used need not exist. */
  private void checkReplaced(List<Setting> said, List<Setting> later) {
    for (Setting setting : said) {
      boolean replaced = later.stream().anyMatch(each -> each.path().equals(setting.path()));
      if (replaced && !setting.isFile()) {
        checkScenarioLeaf(setting);
      }
    }
  }

  private void checkScenarioLeaf(Setting setting) {
    ScenarioKeys.leaf(setting.path()).ifPresent(key -> check.scenarioLeaf(setting, key));
  }

  private Optional<ModelTree> platformLeaf(Setting setting, ModelTree model) {
    if (!setting.path().startsWith(model.platform() + ".")) {
      check.unknown(setting, model.platform());
      return Optional.of(model);
    }
    List<Quantity> values = check.platformLeaf(setting, model);
    return Optional.of(
        values.isEmpty() ? model : model.with(setting.path(), values, setting.origin()));
  }

  private Optional<ModelTree> model(Setting platform) {
    if (platform == null) {
      return Optional.empty(); // reported as missing
    }
    String name = platform.value();
    List<String> known = models.platforms();
    if (!known.contains(name)) {
      errors.add(
          platform.origin(),
          "platform",
          "'" + name + "' is unknown" + Suggestion.of(name, known).orAll(known));
      return Optional.empty();
    }
    return trees.computeIfAbsent(name, this::loadModel);
  }

  private Optional<ModelTree> loadModel(String name) {
    try {
      return Optional.of(models.load(name));
    } catch (BadInputException e) {
      errors.add(e);
      return Optional.empty();
    }
  }

  /** The metrics that expectations may name, as far as the workload is known despite mistakes. */
  MetricNames metrics() {
    Set<String> remoteprocs = new LinkedHashSet<>();
    Set<String> flows = new LinkedHashSet<>();
    Set<String> masters = new LinkedHashSet<>();
    List<Setting> written = new ArrayList<>(text.settings());
    text.variants().forEach(variant -> written.addAll(variant.overrides()));
    written.addAll(options);
    for (Setting setting : written) {
      if (setting.path().equals("workload.remoteprocs")) {
        remoteprocs.addAll(setting.values());
      } else if (setting.path().equals("workload.flow")) {
        setting.values().stream().filter(Flow.builtWords()::contains).forEach(flows::add);
      }
      DmaKeys.master(setting.path()).ifPresent(masters::add);
    }
    Set<String> known = new LinkedHashSet<>();
    for (Optional<ModelTree> tree : trees.values()) {
      tree.ifPresent(model -> known.addAll(remoteprocs(model)));
    }
    boolean certain = !remoteprocs.isEmpty() && (known.isEmpty() || known.containsAll(remoteprocs));
    return new MetricNames(flows, certain ? remoteprocs : Set.of(), masters);
  }

  private static List<String> remoteprocs(ModelTree model) {
    return model.children(model.platform() + ".remoteprocs");
  }

  private void checkNames(Map<String, Setting> settings, ModelTree model) {
    List<String> known = remoteprocs(model);
    for (Setting setting : settings.values()) {
      boolean remoteprocs = setting.path().equals("workload.remoteprocs");
      if (remoteprocs && known.isEmpty()) {
        String problem = " has no remote processors, expected flow dma-stream";
        errors.add(setting.origin(), setting.path(), model.platform() + problem);
      } else if (remoteprocs) {
        setting.values().forEach(name -> checkName(name, known, setting));
      } else if (setting.path().startsWith(FIRMWARE) && !known.isEmpty()) {
        checkName(setting.path().substring(FIRMWARE.length()), known, setting);
      }
    }
  }

  private void checkName(String name, List<String> known, Setting setting) {
    if (!known.contains(name)) {
      errors.add(
          setting.origin(),
          setting.path(),
          "no remote processor '" + name + "'" + Suggestion.of(name, known).orAll(known));
    }
  }

  /** What a result shows beside the variant's name: without the budget, which it shows anyway. */
  private SortedMap<String, String> overrides(ScenarioText.Variant variant) {
    SortedMap<String, String> overrides = new TreeMap<>();
    variant.overrides().forEach(setting -> overrides.put(setting.path(), setting.text()));
    for (Setting option : options) {
      if (!option.by().equals("--seed") && !option.by().equals("--replications")) {
        overrides.put(option.path(), option.text());
      }
    }
    return overrides;
  }
}
