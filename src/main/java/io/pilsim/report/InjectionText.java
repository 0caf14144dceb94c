package io.pilsim.report;

import io.pilsim.experiment.injection.InjectedStep;
import io.pilsim.experiment.injection.InjectedStep.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of injected faults, for people: how many steps of each stage ended how, and then each
 * step that left something or hangs. What happens to several remote processors alike is one line.
 */
public final class InjectionText {
  private static final int STAGE_DEPTH = 3;
  private static final int WIDTH = 80;
  private static final String INDENT = "      ";

  /** Steps that differ in nothing but the processor. */
  private record Group(String variant, String step, String fault, String at, Outcome outcome) {}

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
    Map<Group, List<InjectedStep>> groups = new LinkedHashMap<>();
    for (InjectedStep step : own) {
      groups.computeIfAbsent(group(step), any -> new ArrayList<>()).add(step);
    }
    groups.forEach(this::group);
  }

  private void group(Group group, List<InjectedStep> alike) {
    InjectedStep first = alike.get(0);
    text.append("  ").append(first.step()).append(' ').append(group.fault).append(group.at);
    if (alike.size() > 1) {
      List<String> others =
          alike.stream().skip(1).map(step -> processor(step.step())).distinct().toList();
      text.append(" (so ").append(String.join(", ", others)).append(')');
    }
    text.append('\n');
    for (String line : first.detail()) {
      Wrap.lines("    " + line, WIDTH, INDENT).forEach(part -> text.append(part).append('\n'));
    }
  }

  private static Group group(InjectedStep step) {
    String name = processor(step.step());
    String at = step.repetitions() == 1 ? "" : " at repetition " + step.repetition();
    return new Group(
        step.variant(),
        step.step().replace("." + name + ".", ".D."),
        step.faultWord(),
        at,
        step.outcome());
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
