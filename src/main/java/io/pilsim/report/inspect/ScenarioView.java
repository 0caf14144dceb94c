package io.pilsim.report.inspect;

import io.pilsim.platform.model.InputFile;
import io.pilsim.platform.scenario.Expectation;
import io.pilsim.platform.scenario.PlannedVariant;
import io.pilsim.platform.scenario.ScenarioPlan;
import io.pilsim.platform.scenario.Setting;

/** What a scenario comes to: every leaf of every variant, with where it was said. */
public final class ScenarioView {
  private final ScenarioPlan plan;

  public ScenarioView(ScenarioPlan plan) {
    this.plan = plan;
  }

  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(InputFile.shown(plan.file()))
        .append(": scenario with ")
        .append(plan.variants().size())
        .append(plan.variants().size() == 1 ? " variant\n" : " variants\n");
    for (PlannedVariant variant : plan.variants()) {
      text.append("variant ").append(variant.name()).append('\n');
      for (Setting setting : variant.settings()) {
        text.append(line(setting)).append('\n');
      }
    }
    for (Expectation expectation : plan.expectations()) {
      text.append("expects ").append(expectation.text()).append('\n');
    }
    return text.toString();
  }

  private static String line(Setting setting) {
    String left = "  " + setting.path() + " = " + setting.text();
    return left + " ".repeat(Math.max(2, 46 - left.length())) + said(setting);
  }

  private static String said(Setting setting) {
    String place = setting.origin().line() > 0 ? setting.origin().toString() : "";
    if (setting.by().isEmpty()) {
      return place;
    }
    return place.isEmpty() ? setting.by() : setting.by() + ", " + place;
  }
}
