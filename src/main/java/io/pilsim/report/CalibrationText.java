package io.pilsim.report;

import io.pilsim.experiment.calibrate.CalibrationResult;
import io.pilsim.experiment.calibrate.CalibrationResult.Residual;
import io.pilsim.experiment.calibrate.FittedLeaf;
import io.pilsim.experiment.sensitivity.Sensitivity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a board told of a platform, and what it leaves open. */
public final class CalibrationText {
  private static final int WIDTH = 80;
  private static final int MOST_RESIDUALS = 5;
  private static final double PERCENT = 100;

  private CalibrationText() {}

  public static String of(CalibrationResult result) {
    StringBuilder text = new StringBuilder();
    line(
        text,
        "%s fitted to %d measured times: %d values measured now, %d stay assumed",
        result.platform(),
        result.observations(),
        result.fitted().size(),
        result.assumed().size());
    fitted(text, result.fitted());
    residuals(text, result.residuals());
    list(text, "\nmatter, but cannot be told apart from those fitted", result.entangled());
    list(text, "\nstay assumed", List.copyOf(result.assumed()));
    result.decision().ifPresent(decision -> decision(text, decision));
    return text.toString();
  }

  private static void fitted(StringBuilder text, List<FittedLeaf> fitted) {
    if (fitted.isEmpty()) {
      return;
    }
    TextTable table = new TextTable(List.of("before", "measured", "from", "to"));
    for (FittedLeaf each : fitted) {
      String name = each.path().substring(each.path().indexOf('.') + 1);
      table.row(
          "  " + name,
          List.of(
              each.before().toString(),
              each.value().toString(),
              each.low().toString(),
              each.high().toString()));
    }
    text.append('\n').append(table.text(WIDTH));
  }

  private static void residuals(StringBuilder text, List<Residual> residuals) {
    TextTable table = new TextTable(List.of("measured", "simulated", "off by"));
    for (Residual each : residuals.subList(0, Math.min(MOST_RESIDUALS, residuals.size()))) {
      table.row(
          "  " + each.name(),
          List.of(
              Human.of("ns", each.measuredNs()),
              Human.of("ns", each.simulatedNs()),
              String.format(Locale.ROOT, "%+.2f %%", each.share() * PERCENT)));
    }
    line(text, "\nlargest residuals");
    text.append(table.text(WIDTH));
  }

  private static void list(StringBuilder text, String title, List<String> paths) {
    if (!paths.isEmpty()) {
      line(text, "%s", title);
      paths.forEach(path -> line(text, "  %s", path));
    }
  }

  private static void decision(StringBuilder text, Sensitivity decision) {
    List<String> flips = new ArrayList<>();
    for (Sensitivity.Swing swing : decision.leaves()) {
      for (Sensitivity.End end : swing.ends()) {
        end.flip().ifPresent(best -> flips.add(swing.leaf() + " = " + end.value() + ": " + best));
      }
    }
    line(
        text,
        "\nthe better host by %s: %s",
        decision.metric(),
        decision.best().orElse("cannot be told apart"));
    if (flips.isEmpty()) {
      line(text, "  no value that stays assumed changes that within its range");
    } else {
      line(text, "  open, for within their ranges these change it:");
      flips.forEach(flip -> line(text, "  %s", flip));
    }
  }

  private static void line(StringBuilder text, String format, Object... arguments) {
    text.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }
}
