package io.pilsim.platform.scenario;

import io.pilsim.platform.model.Dimension;
import io.pilsim.platform.model.InputErrors;
import io.pilsim.platform.model.InputFile;
import io.pilsim.platform.model.ModelTree;
import io.pilsim.platform.model.Quantity;
import io.pilsim.platform.model.Suggestion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Whether a value fits its key, before anything runs. */
final class SettingCheck {
  private final InputErrors errors;
  private final boolean gated;

  /**
   * @param gated whether there is a gate, which may ask for more replications
   */
  SettingCheck(InputErrors errors, boolean gated) {
    this.errors = errors;
    this.gated = gated;
  }

  /** Of a leaf of the scenario. */
  void scenarioLeaf(Setting setting, Key key) {
    if (!key.many() && setting.values().size() != 1) {
      error(setting, "expected one value, not a list");
      return;
    }
    Set<String> seen = new HashSet<>();
    for (String value : setting.values()) {
      if (value.isBlank()) {
        error(setting, "is empty, expected " + expected(key));
        return;
      }
      if (key.kind() != Key.Kind.OPERATION && !seen.add(value)) {
        error(setting, "'" + value + "' is named twice");
      }
      value(setting, key, value);
    }
    if (setting.values().isEmpty()) {
      error(setting, "is empty, expected " + expected(key));
    }
  }

  private void value(Setting setting, Key key, String value) {
    switch (key.kind()) {
      case CHOICE -> choice(setting, key, value);
      case COUNT -> count(setting, value);
      case QUANTITY -> quantity(setting, key, value);
      case DURATION -> duration(setting, value);
      case FILE -> file(setting, value);
      case TEXT -> text(setting, value);
      case WARMUP -> meaning(setting, key, BudgetText.warmup(value).isPresent());
      case PRECISION -> meaning(setting, key, BudgetText.precision(value).isPresent());
      case FAULT -> fault(setting, value);
      case OPERATION -> operation(setting, value);
    }
  }

  private void meaning(Setting setting, Key key, boolean fits) {
    if (!fits) {
      error(setting, "'" + setting.value() + "' does not fit, expected " + expected(key));
    }
  }

  private void choice(Setting setting, Key key, String value) {
    List<String> words = key.choices();
    if (!words.contains(value)) {
      error(setting, "'" + value + "' is unknown" + Suggestion.of(value, words).orAll(words));
    } else if (key.path().equals("workload.flow") && !Flow.builtWords().contains(value)) {
      error(
          setting,
          "this version cannot run '"
              + value
              + "' yet, expected one of "
              + String.join(", ", Flow.builtWords()));
    }
  }

  private void count(Setting setting, String value) {
    if (!value.matches("\\d{1,18}")) {
      error(setting, "'" + value + "' does not fit, expected a whole number such as 30");
    } else if (setting.path().endsWith("replications")
        && (Long.parseLong(value) < 1 || Long.parseLong(value) > 1_000_000)) {
      error(setting, "'" + value + "' does not fit, expected 1 to 1000000");
    }
  }

  /** Whether what is said of duration and number goes with the rest. */
  void budget(Map<String, Setting> settings) {
    String flow = Optional.ofNullable(settings.get("workload.flow")).map(Setting::value).orElse("");
    for (String path : List.of("run.duration", "run.warmup")) {
      if (settings.containsKey(path) && Flow.endsByItself(flow)) {
        error(settings.get(path), "a flow such as " + flow + " ends by itself, expected none");
      }
    }
    Setting most = settings.get("run.max_replications");
    if (most != null && !settings.containsKey("run.until") && !gated) {
      error(most, "limits nothing, expected run.until beside it, " + BudgetText.PRECISION);
    }
    Setting least = settings.get("run.replications");
    if (most != null
        && least != null
        && count(most).isPresent()
        && count(least).isPresent()
        && count(most).getAsLong() < count(least).getAsLong()) {
      error(most, "is less than run.replications, expected " + least.value() + " or more");
    }
  }

  private static OptionalLong count(Setting setting) {
    return setting.value().matches("\\d{1,18}")
        ? OptionalLong.of(Long.parseLong(setting.value()))
        : OptionalLong.empty();
  }

  /** The two leaves of a guest's calls go together. */
  void guest(Map<String, Setting> settings) {
    Setting every = settings.get(GuestSmc.EVERY);
    Setting holding = settings.get(GuestSmc.HOLDING);
    if (every == null ^ holding == null) {
      String other = every == null ? GuestSmc.EVERY : GuestSmc.HOLDING;
      error(every == null ? holding : every, "needs " + other + " as well");
    } else if (every != null
        && errors.isEmpty()
        && Quantity.known(holding.value()).amount() >= Quantity.known(every.value()).amount()) {
      error(
          holding,
          "'"
              + holding.value()
              + "' leaves no time in between, expected less than "
              + every.value());
    }
  }

  private void quantity(Setting setting, Key key, String value) {
    Dimension wanted = key.dimension().orElseThrow();
    try {
      Dimension given = Quantity.parse(value).dimension();
      boolean plain = given == Dimension.COUNT && wanted == Dimension.FRACTION;
      if (given != wanted && !plain) {
        error(setting, "'" + value + "' does not fit, expected " + wanted.expected());
      }
    } catch (Quantity.Malformed e) {
      error(setting, e.getMessage());
    }
  }

  private void duration(Setting setting, String value) {
    try {
      Quantity quantity = Quantity.parse(value);
      if (quantity.dimension() != Dimension.DURATION || quantity.amount() == 0) {
        error(setting, "'" + value + "' does not fit, expected " + Dimension.DURATION.expected());
      }
    } catch (Quantity.Malformed e) {
      error(setting, e.getMessage());
    }
  }

  private void file(Setting setting, String value) {
    Path file = setting.file(value);
    if (!Files.exists(file)) {
      error(setting, "no such file: " + InputFile.shown(file));
    } else if (!Files.isRegularFile(file)) {
      error(setting, InputFile.shown(file) + ": expected a file, this is none");
    }
  }

  private void text(Setting setting, String value) {
    if (!Key.NAME.matcher(value).matches()) {
      error(setting, "'" + value + "' is no name, expected letters, digits, '-' and '_'");
    }
  }

  private void fault(Setting setting, String value) {
    boolean none = value.equals(FaultSpec.NONE) && setting.values().size() == 1;
    if (!none && FaultSpec.parse(value, setting.origin()).isEmpty()) {
      error(setting, "'" + value + "' is no fault, expected " + FaultSpec.FORM);
    }
  }

  private void operation(Setting setting, String value) {
    if (!Operations.isOne(value, setting.values().size())) {
      error(
          setting,
          "'"
              + value
              + "' is unknown"
              + Suggestion.of(value, Operations.WORDS).orAll(Operations.WORDS)
              + ", or one number of operations to draw");
    }
  }

  private static String expected(Key key) {
    return switch (key.kind()) {
      case CHOICE -> "one of " + String.join(", ", key.choices());
      case COUNT -> "a whole number";
      case QUANTITY -> key.dimension().orElseThrow().expected();
      case DURATION -> Dimension.DURATION.expected();
      case FILE -> "a file";
      case TEXT -> "a name";
      case WARMUP -> Dimension.DURATION.expected() + ", or " + Warmup.AUTO;
      case PRECISION -> BudgetText.PRECISION;
      case FAULT -> FaultSpec.FORM;
      case OPERATION -> "a number, or some of " + String.join(", ", Operations.WORDS);
    };
  }

  /** Of a platform leaf that is overridden; the parsed value, or nothing when it is no value. */
  List<Quantity> platformLeaf(Setting setting, ModelTree model) {
    List<Quantity> values = new ArrayList<>();
    for (String value : setting.values()) {
      try {
        values.add(Quantity.parse(value));
      } catch (Quantity.Malformed e) {
        error(setting, e.getMessage());
        return List.of();
      }
    }
    boolean fits = model.check(setting.path(), values, setting.origin(), errors);
    return fits ? values : List.of();
  }

  /** A path that belongs to no key and to no platform. */
  void unknown(Setting setting, String platform) {
    List<String> known = new ArrayList<>(ScenarioKeys.leafPaths());
    known.add(platform);
    String question = Suggestion.of(setting.path(), known).question();
    errors.add(setting.key(), setting.path(), "no such key" + question);
  }

  private void error(Setting setting, String problem) {
    errors.add(setting.origin(), setting.path(), problem);
  }
}
