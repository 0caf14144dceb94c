package io.pilsim.report;

import io.pilsim.experiment.capacity.CapacityQuestion;
import io.pilsim.experiment.capacity.CapacityResult;
import io.pilsim.experiment.capacity.CapacityResult.Kind;
import java.util.ArrayList;
import java.util.List;

/** The answers of a capacity study on the console. */
public final class CapacityText {
  private static final int WIDTH = 80;
  private static final int MOST_POINTS = 20;

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
      String who = answers.size() > 1 ? answer.variant() + ": " : "";
      text.append(style.bold(question.scenario() + ": " + who + headline(answer))).append("\n\n");
      text.append(curve(answer).text(WIDTH)).append('\n');
      for (String line : remarks(answer)) {
        Wrap.lines(line, WIDTH, "  ").forEach(each -> text.append(each).append('\n'));
      }
    }
    return text.toString();
  }

  private String headline(CapacityResult answer) {
    String path = question.scale().path();
    String until = question.objective().text();
    return switch (answer.kind()) {
      case LARGEST -> path + " up to " + amount(answer) + " meets " + until;
      case SMALLEST -> path + " from " + amount(answer) + " on meets " + until;
      case ALL -> path + ": all values meet " + until;
      case NONE -> path + ": no value meets " + until;
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
        boolean exact = point.ci95().low() == point.ci95().high();
        table.row(
            "  " + question.scale().text(point.amount()),
            List.of(
                point.mean().map(this::figure).orElse("-"),
                exact || point.mean().isEmpty() ? "" : "±" + figure(point.ci95().half()),
                point.meets() ? "yes" : "no",
                Human.percent(point.busy())));
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
    binding(answer, lines);
    bounds(answer, lines);
    return lines;
  }

  private void binding(CapacityResult answer, List<String> lines) {
    if (answer.resources().isEmpty()) {
      lines.add("nothing shared is waited for");
    }
    for (CapacityResult.Resource resource : answer.resources().stream().limit(3).toList()) {
      boolean first = resource.equals(answer.resources().get(0));
      lines.add(
          (first ? "binds: " : "then: ")
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
    for (CapacityResult.Relaxation relaxation : answer.relaxations()) {
      lines.add(
          "twice as fast helps: --set \""
              + relaxation.leaf()
              + "="
              + relaxation.value()
              + "\" gives "
              + figure(relaxation.mean())
              + relaxation.amount().map(amount -> ", and a capacity of " + amount).orElse(""));
    }
  }

  private static void bounds(CapacityResult answer, List<String> lines) {
    answer
        .bounds()
        .ifPresent(
            bounds ->
                lines.add(
                    "by asymptotic bounds "
                        + bounds.metric()
                        + " lies between "
                        + Human.of("ns", bounds.lower())
                        + " and "
                        + Human.of("ns", bounds.upper())
                        + ": simulated "
                        + Human.of("ns", bounds.simulated())));
  }
}
