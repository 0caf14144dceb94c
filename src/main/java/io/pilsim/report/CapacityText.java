package io.pilsim.report;

import io.pilsim.experiment.capacity.CapacityQuestion;
import io.pilsim.experiment.capacity.CapacityResult;
import io.pilsim.experiment.capacity.CapacityResult.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The answers of a capacity study on the console. */
public final class CapacityText {
  private static final int WIDTH = 80;
  private static final int MOST_POINTS = 20;
  private static final int MOST_LEAVES = 3;
  private static final double ROUNDING = 1e-9;
  private static final double BUSY = 0.01;

  private final CapacityQuestion question;
  private final List<CapacityResult> answers;
  private final Style style;

  public CapacityText(CapacityQuestion question, List<CapacityResult> answers, Style style) {
    this.question = question;
    this.answers = List.copyOf(answers);
    this.style = style;
  }

  public String text() {
    StringBuilder text = new StringBuilder();
    for (CapacityResult answer : answers) {
      text.append(text.isEmpty() ? "" : "\n");
      for (String line : Wrap.lines(title(answer), WIDTH, "  ")) {
        text.append(style.bold(line)).append('\n');
      }
      text.append('\n');
      text.append(curve(answer).text(WIDTH)).append('\n');
      for (String line : remarks(answer)) {
        Wrap.lines(line, WIDTH, "  ").forEach(each -> text.append(each).append('\n'));
      }
    }
    return text.toString();
  }

  public String markdown() {
    StringBuilder text = new StringBuilder();
    for (CapacityResult answer : answers) {
      text.append(text.isEmpty() ? "" : "\n").append("## ").append(title(answer)).append("\n\n");
      text.append(curve(answer).markdown()).append('\n');
      remarks(answer).forEach(line -> text.append("- ").append(line).append('\n'));
    }
    return text.toString();
  }

  private String title(CapacityResult answer) {
    String who = answers.size() > 1 ? answer.variant() + ": " : "";
    return question.scenario() + ": " + who + headline(answer);
  }

  /** A line for each figure that no machine can have: the simulation is wrong there. */
  public List<String> impossible() {
    List<String> lines = new ArrayList<>();
    for (CapacityResult answer : answers) {
      answer
          .bounds()
          .filter(bounds -> !bounds.holds())
          .ifPresent(
              bounds ->
                  lines.add(
                      answer.variant()
                          + ": "
                          + bounds.metric()
                          + " of "
                          + Human.of(bounds.unit(), bounds.simulated())
                          + " lies outside its analytic bounds, "
                          + Human.of(bounds.unit(), bounds.lower())
                          + " to "
                          + Human.of(bounds.unit(), bounds.upper())
                          + ": do not trust the answer"));
    }
    return lines;
  }

  private String headline(CapacityResult answer) {
    String path = question.scale().path();
    String until = question.objective().text();
    return switch (answer.kind()) {
      case LARGEST -> path + " up to " + amount(answer) + " meets " + until;
      case SMALLEST -> path + " from " + amount(answer) + " on meets " + until;
      case ALL -> path + ": all values meet " + until;
      case NONE -> path + ": no value meets " + until;
      case SOME -> path + ": some values meet " + until + ", some do not, with more than one edge";
    };
  }

  private String amount(CapacityResult answer) {
    return question.scale().text(answer.amount().orElseThrow());
  }

  private TextTable curve(CapacityResult answer) {
    TextTable table =
        new TextTable(List.of(question.objective().metric(), "95 %", "met", "busiest"));
    table.section(question.scale().path());
    List<CapacityResult.Point> points = answer.curve();
    int stride = Math.max(1, (points.size() + MOST_POINTS - 1) / MOST_POINTS);
    for (int i = 0; i < points.size(); i++) {
      CapacityResult.Point point = points.get(i);
      boolean answered =
          answer.amount().isPresent() && answer.amount().getAsLong() == point.amount();
      if (i % stride == 0 || answered || i == points.size() - 1) {
        boolean exact = point.ci95().half() <= ROUNDING * Math.abs(point.mean().orElse(0.0));
        table.row(
            "  " + question.scale().text(point.amount()),
            List.of(
                point.mean().map(this::figure).orElse("-"),
                exact || point.mean().isEmpty() ? "" : "±" + figure(point.ci95().half()),
                point.meets() ? "yes" : "no",
                point.busy().isPresent() ? Human.percent(point.busy().getAsDouble()) : "-"));
      }
    }
    return table;
  }

  private String figure(double value) {
    return Human.of(unit(), value);
  }

  private String unit() {
    return switch (question.objective().dimension()) {
      case DURATION -> "ns";
      case BYTES -> "bytes";
      case BANDWIDTH -> "bytes_per_second";
      default -> "";
    };
  }

  private List<String> remarks(CapacityResult answer) {
    List<String> lines = new ArrayList<>();
    boolean exact = answer.low() == answer.high();
    if (answer.amount().isPresent() && answer.kind() != Kind.ALL) {
      lines.add(
          exact
              ? "exact: chance plays no part, or less than the step"
              : "95 % sure: between "
                  + question.scale().text(answer.low())
                  + " and "
                  + question.scale().text(answer.high())
                  + ", from "
                  + answer.replications()
                  + " replications");
    }
    if (!answer.monotone()) {
      lines.add(
          style.bad("the response is not monotone")
              + ": it turns within the range, and other crossings may be there; look at the curve");
    }
    answer
        .knee()
        .ifPresent(amount -> lines.add("the curve turns at " + question.scale().text(amount)));
    answer.notes().forEach(note -> lines.add("note: " + note));
    binding(answer, lines);
    bounds(answer, lines);
    return lines;
  }

  private void binding(CapacityResult answer, List<String> lines) {
    if (answer.resources().isEmpty()) {
      lines.add("nothing shared is waited for");
    }
    List<CapacityResult.Resource> busy =
        answer.resources().stream()
            .filter(each -> each.utilization() >= BUSY || each.equals(answer.resources().get(0)))
            .limit(3)
            .toList();
    for (CapacityResult.Resource resource : busy) {
      lines.add(
          (binds(answer, resource) ? "binds: " : "busy: ")
              + resource.name()
              + (resource.name().equals("scm.lock") ? ", the SCM mutex," : "")
              + " is busy "
              + Human.percent(resource.utilization())
              + " of the time, "
              + Human.of("ns", resource.busyNs())
              + ", and waited for "
              + Human.of("ns", resource.waitNs())
              + " in all");
    }
    answer.relaxations().stream()
        .filter(each -> each.resource().isPresent())
        .forEach(
            each ->
                lines.add(
                    each.resource().get()
                        + ": what it is held for ("
                        + each.leaves().size()
                        + (each.leaves().size() == 1 ? " leaf" : " leaves")
                        + ") twice as fast gives "
                        + gains(answer, each)));
    answer.relaxations().stream()
        .filter(each -> each.resource().isEmpty())
        .limit(MOST_LEAVES)
        .forEach(
            each ->
                each.leaves()
                    .forEach(
                        (leaf, value) ->
                            lines.add(
                                "twice as fast helps: --set \""
                                    + leaf
                                    + "="
                                    + value
                                    + "\" gives "
                                    + gains(answer, each))));
  }

  private String gains(CapacityResult answer, CapacityResult.Relaxation relaxation) {
    boolean stays = relaxation.amount().isEmpty() || relaxation.amount().equals(answer.amount());
    String capacity =
        stays
            ? ""
            : ", and a capacity of " + question.scale().text(relaxation.amount().getAsLong());
    return figure(relaxation.mean()) + capacity;
  }

  /** Whether the answer would be another if the resource were held for less time. */
  private static boolean binds(CapacityResult answer, CapacityResult.Resource resource) {
    return answer.relaxations().stream()
        .filter(each -> each.resource().equals(Optional.of(resource.name())))
        .anyMatch(each -> each.amount().isPresent() && !each.amount().equals(answer.amount()));
  }

  private void bounds(CapacityResult answer, List<String> lines) {
    if (answer.bounds().isEmpty()) {
      lines.add("no analytic bounds are known for this workload");
      return;
    }
    CapacityResult.Bounds bounds = answer.bounds().get();
    String metric = bounds.metric();
    String range =
        bounds.lower() > 0
            ? metric
                + " lies between "
                + Human.of(bounds.unit(), bounds.lower())
                + " and "
                + Human.of(bounds.unit(), bounds.upper())
            : metric + " is at most " + Human.of(bounds.unit(), bounds.upper());
    String predicted =
        bounds.predicted().isPresent()
            ? "; by mean-value analysis it is "
                + Human.of(bounds.unit(), bounds.predicted().getAsDouble())
            : "";
    String verdict = bounds.holds() ? "" : style.bad(", which cannot be");
    lines.add(
        "by asymptotic bounds "
            + range
            + predicted
            + "; simulated: "
            + Human.of(bounds.unit(), bounds.simulated())
            + verdict);
    bounds.saturation().stream()
        .filter(customers -> customers > 0)
        .forEach(
            customers ->
                lines.add(
                    "by what one alone asks for, the busiest resource is saturated from "
                        + Math.round(customers)
                        + " on"));
  }
}
