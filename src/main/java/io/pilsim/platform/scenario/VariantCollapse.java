package io.pilsim.platform.scenario;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Variants that options made the same become one, named by what was set. */
final class VariantCollapse {
  private final Map<String, ScenarioText.Variant> written = new HashMap<>();
  private final Map<String, Setting> options = new LinkedHashMap<>();

  private VariantCollapse(List<ScenarioText.Variant> written, List<Setting> options) {
    written.forEach(variant -> this.written.put(variant.name(), variant));
    options.forEach(option -> this.options.put(option.path(), option));
  }

  static List<PlannedVariant> collapse(
      List<PlannedVariant> planned, List<ScenarioText.Variant> written, List<Setting> options) {
    return new VariantCollapse(written, options).collapse(planned);
  }

  private List<PlannedVariant> collapse(List<PlannedVariant> planned) {
    Map<Object, List<PlannedVariant>> groups = new LinkedHashMap<>();
    for (PlannedVariant variant : planned) {
      Object identity =
          isTouched(variant) ? identity(variant) : identityUntouched(variant, planned);
      groups.computeIfAbsent(identity, any -> new ArrayList<>()).add(variant);
    }
    List<PlannedVariant> collapsed = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (List<PlannedVariant> group : groups.values()) {
      PlannedVariant one = one(group, names);
      names.add(one.name());
      collapsed.add(one);
    }
    return collapsed;
  }

  /** An untouched variant joins a touched one that became like it, but never another untouched. */
  private Object identityUntouched(PlannedVariant variant, List<PlannedVariant> planned) {
    Object identity = identity(variant);
    boolean joined =
        planned.stream().anyMatch(other -> isTouched(other) && identity(other).equals(identity));
    return joined ? identity : variant.name();
  }

  private boolean isTouched(PlannedVariant variant) {
    return written.get(variant.name()).overrides().stream()
        .anyMatch(override -> options.containsKey(override.path()));
  }

  private PlannedVariant one(List<PlannedVariant> group, Set<String> taken) {
    PlannedVariant first = group.get(0);
    List<String> standsFor =
        group.stream().filter(this::isStillItself).map(PlannedVariant::name).toList();
    String name = first.name();
    if (group.size() > 1) {
      Set<String> set = new LinkedHashSet<>();
      for (Setting option : options.values()) {
        if (group.stream().anyMatch(variant -> overrides(variant, option.path()))) {
          set.add(option.path() + "=" + option.text());
        }
      }
      name = String.join(",", set);
      name = taken.contains(name) ? name + "," + first.name() : name;
    }
    Map<String, String> shown = new TreeMap<>(first.overrides());
    if (group.size() > 1) {
      shown.keySet().retainAll(options.keySet());
    }
    return new PlannedVariant(
        name,
        standsFor,
        new TreeMap<>(shown),
        first.settings(),
        first.scenario(),
        first.platform(),
        first.model());
  }

  private boolean overrides(PlannedVariant variant, String path) {
    return written.get(variant.name()).overrides().stream()
        .anyMatch(override -> override.path().equals(path));
  }

  /** Whether every override it was written with still holds. */
  private boolean isStillItself(PlannedVariant variant) {
    return written.get(variant.name()).overrides().stream()
        .filter(override -> options.containsKey(override.path()))
        .allMatch(override -> override.values().equals(options.get(override.path()).values()));
  }

  /** Everything that can change what a run does; under QHEE there is no driver to choose. */
  private static Object identity(PlannedVariant variant) {
    Map<String, List<Object>> identity = new TreeMap<>();
    for (Setting setting : variant.settings()) {
      boolean idle = setting.path().equals("driver") && variant.scenario().host() == Host.QHEE;
      if (!idle) {
        identity.put(setting.path(), values(setting));
      }
    }
    return identity;
  }

  private static List<Object> values(Setting setting) {
    if (!setting.isFile()) {
      return List.copyOf(setting.values());
    }
    List<Object> files = new ArrayList<>();
    setting.files().forEach(file -> files.add(file.toAbsolutePath().normalize()));
    return files;
  }
}
