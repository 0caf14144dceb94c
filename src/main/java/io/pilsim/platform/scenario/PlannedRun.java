package io.pilsim.platform.scenario;

import io.pilsim.platform.model.ModelTree;
import io.pilsim.platform.model.Quantity;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** What runs are made from: a scenario and its platform, both with everything applied. */
public record PlannedRun(Scenario scenario, ModelTree model) {
  /**
   * The very one that a plan made.
   *
   * @param settings of a {@link PlannedVariant}: they have been checked
   * @param platforms as their files describe them, by name
   */
  public static PlannedRun of(List<Setting> settings, Function<String, ModelTree> platforms) {
    Map<String, Setting> leaves = new TreeMap<>();
    settings.forEach(setting -> leaves.put(setting.path(), setting));
    ModelTree model = platforms.apply(leaves.get("platform").value());
    for (Setting setting : settings) {
      if (ScenarioKeys.leaf(setting.path()).isEmpty()) {
        leaves.remove(setting.path());
        List<Quantity> values = setting.values().stream().map(Quantity::known).toList();
        model = model.with(setting.path(), values, setting.origin());
      }
    }
    return new PlannedRun(ScenarioReader.read(leaves), model);
  }
}
