package io.pilsim.report;

import io.pilsim.experiment.advise.Advice;
import io.pilsim.experiment.advise.Advice.Option;
import io.pilsim.experiment.advise.Exposure;
import io.pilsim.experiment.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which rewrites of a scenario are worth making, on the console. */
public final class AdviceText {
  private static final int WIDTH = 80;
  private static final int MOST = 8;

  private final Advice advice;
  private final Style style;

  public AdviceText(Advice advice, Style style) {
    this.advice = advice;
    this.style = style;
  }

  public String text() {
    StringBuilder text = new StringBuilder(style.bold(title())).append("\n\n");
    text.append(table().text(WIDTH)).append('\n');
    for (String line : remarks()) {
      boolean whole = line.contains("--set"); // to be copied
      List<String> lines = whole ? List.of(line) : Wrap.lines(line, WIDTH, "    ");
      lines.forEach(each -> text.append(each).append('\n'));
    }
    return text.toString();
  }

  public String markdown() {
    StringBuilder text = new StringBuilder("## " + title() + "\n\n");
    text.append(table().markdown()).append("\n```text\n");
    remarks().forEach(line -> text.append(line).append('\n'));
    return text.append("```\n").toString();
  }

  private String title() {
    String variant = advice.variants() > 1 ? ", variant " + advice.variant() : "";
    String floor =
        advice.floor().isAny() ? "" : ", exposed for " + advice.floor().text() + " at most";
    return advice.scenario() + variant + ": rewrites by " + advice.metric() + floor;
  }

  private TextTable table() {
    TextTable table = new TextTable(List.of("cost", "saves", "95 %", "exposed", "memory"));
    row(table, "as it is", advice.asItIs());
    if (!advice.best().isEmpty()) {
      table.section("none better in all of these");
      List<Option> best = best();
      for (int i = 0; i < best.size(); i++) {
        row(table, "  (" + (i + 1) + ")", best.get(i));
      }
    }
    return table;
  }

  private List<Option> best() {
    return advice.best().stream().limit(MOST).toList();
  }

  private void row(TextTable table, String label, Option option) {
    boolean itself = option.rewrite().sets().isEmpty();
    table.row(
        label,
        List.of(
            figure(option.cost().mean()),
            itself ? "" : saves(option),
            itself ? "" : spread(option),
            exposed(option.exposure()),
            Human.of("bytes", option.memoryBytes())));
  }

  private String figure(double value) {
    return Human.of(advice.unit(), value);
  }

  private String saves(Option option) {
    double gain = advice.lessIsBetter() ? -option.gain().mean() : option.gain().mean();
    double share = gain / Math.abs(advice.asItIs().cost().mean());
    return figure(gain) + " (" + Human.percent(share) + ")";
  }

  private String spread(Option option) {
    Optional<Interval> ci = option.gain().ci95().filter(each -> each.half() > 0);
    return ci.map(each -> "±" + figure(each.half())).orElse("exact");
  }

  private static String exposed(Exposure exposure) {
    if (!exposure.isKnown()) {
      return "not measured";
    }
    if (exposure.bytes() == 0) {
      return "never";
    }
    String time = exposure.isAlways() ? "always" : Human.of("ns", exposure.ns());
    return time + ", " + Human.of("bytes", exposure.bytes());
  }

  private List<String> remarks() {
    List<String> lines = new ArrayList<>();
    if (advice.best().isEmpty()) {
      lines.add("no rewrite is better than what there is, of " + advice.tried() + " tried");
    }
    List<Option> best = best();
    for (int i = 0; i < best.size(); i++) {
      lines.add("(" + (i + 1) + ") " + String.join("; ", best.get(i).rewrite().reasons()));
      lines.add("    " + best.get(i).rewrite().options());
      for (Map.Entry<String, String> effect : best.get(i).effects().entrySet()) {
        lines.add("    " + effect.getKey() + ": " + effect.getValue());
      }
      best.get(i).warning().ifPresent(text -> lines.add("    but: " + text));
    }
    if (advice.best().size() > best.size()) {
      lines.add(advice.best().size() - best.size() + " more are in advise.json");
    }
    alone(lines);
    rejected(lines);
    if (advice.variants() > 1) {
      lines.add("of " + advice.variants() + " variants, the first; --variant NAME takes another");
    }
    return lines;
  }

  private void alone(List<String> lines) {
    if (advice.alone().isEmpty()) {
      return;
    }
    lines.add("each alone saves:");
    for (Option option : advice.alone().stream().limit(MOST).toList()) {
      lines.add(
          "    "
              + saves(option)
              + ": "
              + String.join("; ", option.rewrite().reasons())
              + ", exposed: "
              + exposed(option.exposure()));
    }
  }

  private void rejected(List<String> lines) {
    if (!advice.floor().isAny() && !advice.floor().allows(advice.asItIs().exposure())) {
      lines.add(
          style.bad("as it is, it exposes more than is borne: ")
              + exposed(advice.asItIs().exposure()));
    }
    if (!advice.rejected().isEmpty()) {
      Option first = advice.rejected().get(0);
      lines.add(
          advice.rejected().size()
              + " cheaper ones are rejected for what they expose; the cheapest, "
              + String.join("; ", first.rewrite().reasons())
              + ", would save "
              + saves(first)
              + " and expose: "
              + exposed(first.exposure()));
    }
  }
}
