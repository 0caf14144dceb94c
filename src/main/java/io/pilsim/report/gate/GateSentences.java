package io.pilsim.report.gate;

import io.pilsim.experiment.gate.GateReport;
import io.pilsim.experiment.gate.GateRow;
import io.pilsim.experiment.gate.GateState;
import io.pilsim.experiment.gate.Moved;
import io.pilsim.experiment.gate.Suspect;
import io.pilsim.experiment.gate.VariantChange;
import io.pilsim.platform.scenario.GateBudget;
import io.pilsim.report.Human;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The words that all outputs of a gate share. */
final class GateSentences {
  private static final int COUNTERS = 6;
  private static final int STAGES = 5;

  private GateSentences() {}

  /** {@code boot.adsp.total_time of kvm is 12 % worse: 5 ms, was 4.46 ms; budget 2 %}. */
  static String headline(GateRow row) {
    String what = row.figure() + " of " + row.variant();
    String budget = "; budget " + row.budget().maxChange().text();
    return switch (row.state()) {
      case VANISHED -> what + " vanished: the run yields it no more, or did not go through";
      case NEW -> what + " is new: " + now(row) + "; accept it to gate it";
      case UNCHANGED -> what + " is unchanged: " + now(row);
      case FAILED, WITHIN, BETTER ->
          what + " is " + change(row) + worse(row) + ": " + now(row) + ", was " + was(row) + budget;
      case INCONCLUSIVE ->
          what
              + " may be beyond its budget of "
              + row.budget().maxChange().text()
              + " or not: "
              + now(row)
              + ", was "
              + was(row)
              + ", change "
              + interval(row)
              + " after "
              + row.n()
              + (row.n() == 1 ? " replication" : " replications");
    };
  }

  private static String worse(GateRow row) {
    boolean lower = row.budget().better() == GateBudget.Better.LOWER;
    return row.difference() == 0 ? "" : lower == row.difference() < 0 ? " better" : " worse";
  }

  static String was(GateRow row) {
    return row.before().isPresent() ? Human.of(row.unit(), row.before().getAsDouble()) : "-";
  }

  static String now(GateRow row) {
    return row.now().isPresent() ? Human.of(row.unit(), row.now().getAsDouble()) : "-";
  }

  /** As a share where there is one, or else as an amount; without a sign. */
  private static String change(GateRow row) {
    return row.share().isPresent()
        ? percent(Math.abs(row.share().getAsDouble()))
        : Human.of(row.unit(), Math.abs(row.difference()));
  }

  /** With its sign. */
  static String signed(GateRow row) {
    if (row.before().isEmpty() || row.now().isEmpty()) {
      return "-";
    }
    String sign = row.difference() > 0 ? "+" : row.difference() < 0 ? "-" : "";
    return row.difference() == 0 ? "0" : sign + change(row);
  }

  /** Of the difference of means; only chance makes one. */
  static String interval(GateRow row) {
    return row.change()
        .filter(ci -> ci.low() != ci.high())
        .map(ci -> signed(row.unit(), ci.low()) + " to " + signed(row.unit(), ci.high()))
        .orElse(row.change().isPresent() ? "exact" : "-");
  }

  static String signed(String unit, double value) {
    return (value > 0 ? "+" : "") + Human.of(unit, value);
  }

  static String percent(double share) {
    BigDecimal rounded = BigDecimal.valueOf(share * 100).round(new MathContext(3));
    BigDecimal plain = rounded.stripTrailingZeros();
    return (plain.scale() < 0 ? plain.setScale(0) : plain).toPlainString() + " %";
  }

  /** What differs, other than figures; a cause where it alone explains most of the change. */
  static String suspect(Suspect suspect) {
    String change = " is " + suspect.now() + ", was " + suspect.before();
    String place = suspect.origin().map(origin -> " (" + origin + ")").orElse("");
    String where =
        suspect.variants().isEmpty() ? "" : " in " + String.join(", ", suspect.variants());
    return switch (suspect.kind()) {
      case LEAF -> role(suspect) + suspect.name() + change + place + where + share(suspect);
      case INPUT -> "suspect: the files of " + suspect.name() + " differ" + place + where;
      case MODEL -> "suspect: the platform differs, in no leaf that was read then";
      case PROGRAM -> "suspect: pilsim itself" + change;
    };
  }

  private static String role(Suspect suspect) {
    return isCause(suspect) ? "cause: " : "suspect: ";
  }

  static boolean isCause(Suspect suspect) {
    return suspect.share().isPresent() && Math.abs(suspect.share().getAsDouble()) >= 0.5;
  }

  private static String share(Suspect suspect) {
    return suspect.share().isPresent()
        ? "; put back alone, " + percent(suspect.share().getAsDouble()) + " of the change goes"
        : "";
  }

  /** Those stages of the latency budget that moved, the one that moved most first. */
  static List<Moved> movedStages(GateRow row, VariantChange change) {
    return stages(row, change).stream()
        .filter(each -> each.difference() != 0 && !each.metric().equals(row.figure()))
        .sorted(Comparator.comparingDouble(each -> -Math.abs(each.difference())))
        .limit(STAGES)
        .toList();
  }

  /** The stages that sum to the row's metric; those of all processors for {@code all}. */
  static List<Moved> stages(GateRow row, VariantChange change) {
    String metric = row.budget().metric();
    if (metric.contains(".stage.")) {
      return List.of(); // a stage has no parts
    }
    String flow = metric.substring(0, Math.max(metric.indexOf('.'), 0));
    int last = metric.lastIndexOf('.');
    String own = last > 0 ? metric.substring(0, last) : metric;
    boolean all = own.equals(flow + ".all");
    return change.stages().stream()
        .filter(each -> each.metric().startsWith((all ? flow : own) + "."))
        .toList();
  }

  /** Why a metric failed: its stages and the counters that moved with it. */
  static List<String> why(GateReport report, GateRow row) {
    List<String> why = new ArrayList<>();
    if (row.state() != GateState.FAILED) {
      return why;
    }
    VariantChange change = report.change(row.variant());
    movedStages(row, change).forEach(each -> why.add(moved(each)));
    change.counters().stream()
        .filter(each -> !each.metric().equals(row.figure()))
        .limit(COUNTERS)
        .forEach(each -> why.add(moved(each)));
    return why;
  }

  static String moved(Moved each) {
    return each.metric()
        + " "
        + Human.of(each.unit(), each.before().orElse(0))
        + " -> "
        + Human.of(each.unit(), each.now().orElse(0))
        + " ("
        + signed(each.unit(), each.difference())
        + ")";
  }
}
