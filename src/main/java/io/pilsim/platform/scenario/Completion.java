package io.pilsim.platform.scenario;

import io.pilsim.platform.model.InputErrors;
import io.pilsim.platform.model.Origin;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The scenario's leaves in their order, with what holds where nothing was said, as far as its flow
 * asks for them.
 */
final class Completion {
  private final Map<String, Setting> said;
  private final Origin start;
  private final InputErrors errors;
  private final Flow flow;

  /**
   * @param start the place of what is missing
   */
  Completion(Map<String, Setting> said, Origin start, InputErrors errors) {
    this.said = said;
    this.start = start;
    this.errors = errors;
    this.flow = flow(said.get("workload.flow"));
  }

  /** One that cannot run is taken for a boot, so that all that is missing can be told. */
  private static Flow flow(Setting setting) {
    boolean known = setting != null && Flow.builtWords().contains(setting.value());
    return known ? Word.of(Flow.class, setting.value()) : Flow.BOOT;
  }

  List<Setting> settings() {
    List<Setting> all = new ArrayList<>();
    for (Key key : ScenarioKeys.leaves()) {
      if (!key.flows().contains(flow)) {
        said.values().stream().filter(s -> key.matches(s.path())).forEach(this::noPart);
      } else if (key.isRepeated()) {
        names(key.stem()).forEach(name -> add(key.of(name), key, all));
      } else if (key.path().endsWith("*")) {
        said.values().stream().filter(s -> key.matches(s.path())).forEach(all::add);
      } else {
        add(key.path(), key, all);
      }
    }
    return all;
  }

  private void add(String path, Key key, List<Setting> all) {
    Optional<Setting> setting = Optional.ofNullable(said.get(path));
    if (setting.isPresent()) {
      all.add(setting.get());
    } else if (key.requiredBy().contains(flow)) {
      errors.add(start, path, "missing, expected " + key.meaning());
    } else {
      key.standard().ifPresent(value -> all.add(Setting.standard(path, value)));
    }
  }

  private Set<String> names(String stem) {
    Set<String> names = new LinkedHashSet<>();
    for (String path : said.keySet()) {
      int end = path.indexOf('.', stem.length());
      if (path.startsWith(stem) && end > 0) {
        names.add(path.substring(stem.length(), end));
      }
    }
    return names;
  }

  private void noPart(Setting setting) {
    errors.add(setting.key(), setting.path(), "has no part in flow " + flow.word());
  }
}
