package io.pilsim.report;

import io.pilsim.experiment.injection.InjectedStep;
import io.pilsim.experiment.injection.InjectedStep.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of injected faults, for people: how many steps of each stage ended how, and then those
 * that left something or hang, alike ones told once.
 */
public final class InjectionText {
  private static final int STAGE_DEPTH = 3;
  private static final int WIDTH = 80;
  private static final String INDENT = "      ";

  private final List<InjectedStep> steps;
  private final StringBuilder text = new StringBuilder();

  private InjectionText(List<InjectedStep> steps) {
    this.steps = List.copyOf(steps);
  }

  public static String text(List<InjectedStep> steps) {
    InjectionText made = new InjectionText(steps);
    for (String variant : steps.stream().map(InjectedStep::variant).distinct().toList()) {
      made.variant(variant);
    }
    return made.text.toString();
  }

  /** One line for each fault. */
  public static String csv(List<InjectedStep> steps) {
    StringBuilder csv = new StringBuilder("variant,step,fault,repetition,of,outcome,detail\n");
    for (InjectedStep step : steps) {
      csv.append(step.variant()).append(',').append(step.step()).append(',');
      csv.append(step.faultWord()).append(',').append(step.repetition()).append(',');
      csv.append(step.repetitions()).append(',').append(step.outcome().word()).append(",\"");
      csv.append(String.join("; ", step.detail()).replace("\"", "\"\"")).append("\"\n");
    }
    return csv.toString();
  }

  private void variant(String variant) {
    List<InjectedStep> own = steps.stream().filter(s -> s.variant().equals(variant)).toList();
    text.append("variant ").append(variant).append(": ").append(own.size()).append(" faults\n\n");
    TextTable table = new TextTable(headers());
    Map<String, int[]> stages = new LinkedHashMap<>();
    int[] all = new int[Outcome.values().length];
    for (InjectedStep step : own) {
      int at = List.of(Outcome.values()).indexOf(step.outcome());
      stages.computeIfAbsent(stage(step.step()), any -> new int[all.length])[at]++;
      all[at]++;
    }
    stages.forEach((stage, counts) -> table.row(stage, cells(counts)));
    table.row("all", cells(all));
    text.append(table.text(WIDTH));
    for (Outcome outcome : List.of(Outcome.LEAKED, Outcome.STUCK, Outcome.UNRECOVERABLE)) {
      listed(own.stream().filter(step -> step.outcome() == outcome).toList(), outcome);
    }
    text.append('\n');
  }

  private static List<String> headers() {
    List<String> headers = new ArrayList<>();
    for (Outcome outcome : Outcome.values()) {
      headers.add(outcome.word());
    }
    return headers;
  }

  private static List<String> cells(int[] counts) {
    List<String> cells = new ArrayList<>();
    for (int count : counts) {
      cells.add(count == 0 ? "-" : Integer.toString(count));
    }
    return cells;
  }

  private void listed(List<InjectedStep> own, Outcome outcome) {
    if (own.isEmpty()) {
      return;
    }
    text.append('\n').append(outcome.word()).append(":\n");
    Map<String, List<InjectedStep>> groups = new LinkedHashMap<>();
    for (InjectedStep step : own) {
      groups.computeIfAbsent(alike(step), any -> new ArrayList<>()).add(step);
    }
    groups.values().forEach(this::group);
  }

  /** One line of which steps, and below it what came of the first of them. */
  private void group(List<InjectedStep> alike) {
    InjectedStep first = alike.get(0);
    StringBuilder line = new StringBuilder("  ").append(first.step());
    line.append(' ').append(first.faultWord());
    if (first.repetition() > 1) {
      line.append(" at repetition ").append(first.repetition());
    }
    int more = alike.size() - 1;
    if (more > 0) {
      line.append(" (and ").append(more).append(" more like it)");
    }
    Wrap.lines(line.toString(), WIDTH, INDENT).forEach(part -> text.append(part).append('\n'));
    for (String detail : shown(first)) {
      Wrap.lines("    " + detail, WIDTH, INDENT).forEach(part -> text.append(part).append('\n'));
    }
  }

  /** What steps have in common that are told in one line: the stage, and what came of them. */
  private static String alike(InjectedStep step) {
    String name = processor(step.step());
    String came =
        step.outcome() == Outcome.STUCK ? "" : String.join("; ", step.detail()).replace(name, "D");
    return stage(step.step()) + " " + step.faultWord() + " " + came;
  }

  /** Of threads that wait for each other the first; the others wait for it. */
  private static List<String> shown(InjectedStep step) {
    List<String> detail = step.detail();
    if (step.outcome() != Outcome.STUCK || detail.size() < 2) {
      return detail;
    }
    int more = detail.size() - 1;
    return List.of(detail.get(0), "and " + more + (more == 1 ? " thread" : " threads") + " behind");
  }

  private static String processor(String step) {
    String[] parts = step.split("\\.", -1);
    return parts.length > 1 ? parts[1] : "";
  }

  /** The first steps of a path, with any processor's name left out. */
  private static String stage(String step) {
    String[] parts = step.split("\\.", -1);
    return parts.length < STAGE_DEPTH ? step : parts[0] + "." + parts[2];
  }
}
