package io.pilsim.report;

import io.pilsim.formats.json.JsonWriter;
import io.pilsim.platform.ExplainedStep;
import io.pilsim.platform.RoutineName;
import io.pilsim.platform.model.Dimension;
import io.pilsim.platform.model.Leaf;
import io.pilsim.software.routine.RoutineStep;
import io.pilsim.software.routine.RoutineStep.Kind;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The steps of a software path: what each costs, and who says so. */
public final class RoutineText {
  private static final int WIDTH = 80;
  private static final int NAMES = 21;
  private static final int GAP = 2;
  private static final String MORE = "\u2026";
  private static final double PS_PER_NS = 1000;

  private RoutineText() {}

  /** What can be explained. */
  public static String names() {
    StringBuilder text = new StringBuilder();
    for (RoutineName.Part part : RoutineName.Part.values()) {
      text.append(part.title()).append('\n');
      for (RoutineName name : RoutineName.values()) {
        if (name.part() == part) {
          String pad = " ".repeat(NAMES - name.word().length());
          text.append("  ").append(name.word()).append(pad).append(name.summary()).append('\n');
        }
      }
    }
    return text.toString();
  }

  /**
   * A line each; then the leaves in the order of their first use, with their sources.
   *
   * @param title what these are the steps of
   */
  public static String table(String title, List<ExplainedStep> steps, Style style) {
    StringBuilder text = new StringBuilder();
    Wrap.lines(title, WIDTH, "  ").forEach(line -> text.append(style.bold(line)).append('\n'));
    text.append('\n');
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("step", "kind", "cost", "basis", "leaf"));
    steps.forEach(each -> rows.add(cells(each)));
    int[] widths = widths(rows);
    rows.forEach(row -> text.append(line(row, widths)).append('\n'));
    int closed = closedCalls(steps);
    if (closed > 0) {
      text.append("\n--depth ").append(closed).append(" opens the calls that stay closed here\n");
    }
    Map<String, Leaf> leaves = new LinkedHashMap<>();
    steps.forEach(each -> each.leaf().ifPresent(leaf -> leaves.put(leaf.path(), leaf)));
    if (!leaves.isEmpty()) {
      text.append('\n').append(style.bold("leaves and their sources")).append('\n');
      text.append(ModelText.leaves(List.copyOf(leaves.values())));
    }
    return text.toString();
  }

  /** How deep one has to look to see what the calls without steps below them do; 0 for none. */
  private static int closedCalls(List<ExplainedStep> steps) {
    int closed = 0;
    for (int i = 0; i < steps.size(); i++) {
      RoutineStep step = steps.get(i).step();
      boolean last = i + 1 == steps.size() || steps.get(i + 1).step().depth() <= step.depth();
      if (last && step.kind().isCall()) {
        closed = step.depth() + 1;
      }
    }
    return closed;
  }

  private static List<String> cells(ExplainedStep each) {
    RoutineStep step = each.step();
    String name = "  ".repeat(step.depth()) + step.name();
    String kind = step.kind().words();
    String cost = cost(each);
    if (each.leaf().isEmpty()) {
      return List.of(name, kind, cost.isEmpty() ? remark(step) : cost);
    }
    Leaf leaf = each.leaf().get();
    return List.of(name, kind, cost, leaf.basis().word(), withoutPlatform(leaf));
  }

  private static String withoutPlatform(Leaf leaf) {
    return leaf.path().substring(leaf.path().indexOf('.') + 1);
  }

  private static String cost(ExplainedStep each) {
    RoutineStep step = each.step();
    if (each.costPs().isPresent()) {
      return time(each.costPs().getAsLong());
    }
    if (step.timeoutPs().isPresent()) {
      return "\u2264 " + time(step.timeoutPs().getAsLong());
    }
    return each.leaf().map(leaf -> rate(step.kind(), leaf)).orElse("");
  }

  /** What the work at hand is multiplied by, or divided by. */
  private static String rate(Kind kind, Leaf leaf) {
    if (leaf.dimension() != Dimension.DURATION) {
      return leaf.valueText();
    }
    return time(leaf.value().amount()) + (kind == Kind.WORK ? " each" : "");
  }

  private static String time(long ps) {
    return Human.of("ns", ps / PS_PER_NS);
  }

  /** What is to be said of a step that has no leaf. */
  private static String remark(RoutineStep step) {
    List<String> remarks = new ArrayList<>();
    if (step.kind() == Kind.TRAP) {
      remarks.add("answered by the vector");
    }
    if (!step.undo().isEmpty() && step.kind() != Kind.LOCK) {
      remarks.add("undo: " + step.undo());
    }
    if (!step.onError().equals(RoutineStep.UNWIND)) {
      remarks.add("on error: " + step.onError());
    }
    return String.join("; ", remarks);
  }

  /** The last cell of a row has what is left of its line. */
  private static int[] widths(List<List<String>> rows) {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size() - 1; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return widths;
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size() - 1; i++) {
      line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + GAP));
    }
    int room = WIDTH - line.length();
    return line.append(shortened(row.get(row.size() - 1), room)).toString().stripTrailing();
  }

  /** Without its first steps where there is no room for them; the list below has them all. */
  private static String shortened(String path, int room) {
    String rest = path;
    while (rest.length() > room && rest.indexOf('.') >= 0) {
      rest = MORE + rest.substring(rest.indexOf('.') + 1);
    }
    return rest.length() > room ? rest.substring(0, Math.max(0, room - 1)) + MORE : rest;
  }

  public static String csv(List<ExplainedStep> steps) {
    return listing(steps).csv();
  }

  public static String markdown(List<ExplainedStep> steps) {
    return listing(steps).markdown();
  }

  private static Listing listing(List<ExplainedStep> steps) {
    Listing listing = new Listing(List.of("path", "kind", "cost", "basis", "leaf", "source"));
    for (ExplainedStep each : steps) {
      String kind = each.step().kind().words();
      String cost = cost(each).isEmpty() ? remark(each.step()) : cost(each);
      listing.add(
          List.of(
              each.step().path(),
              kind,
              cost,
              each.leaf().map(leaf -> leaf.basis().word()).orElse(""),
              each.leaf().map(Leaf::path).orElse(""),
              each.leaf().map(Leaf::source).orElse("")));
    }
    return listing;
  }

  public static String json(List<ExplainedStep> steps) {
    StringWriter out = new StringWriter();
    try (JsonWriter json = new JsonWriter(out)) {
      json.beginArray();
      for (ExplainedStep each : steps) {
        step(json.inRow().beginObject(), each).endObject();
      }
      json.endArray();
    }
    return out.toString();
  }

  private static JsonWriter step(JsonWriter json, ExplainedStep each) {
    RoutineStep step = each.step();
    json.member("path", step.path()).member("kind", step.kind().words());
    each.costPs().ifPresent(ps -> json.member("cost_ns", ps / PS_PER_NS));
    step.timeoutPs().ifPresent(ps -> json.member("timeout_ns", ps / PS_PER_NS));
    each.leaf()
        .ifPresent(
            leaf ->
                json.member("leaf", leaf.path())
                    .member("value", leaf.valueText())
                    .member("basis", leaf.basis().word())
                    .member("source", leaf.source()));
    if (!step.undo().isEmpty()) {
      json.member("undo", step.undo());
    }
    if (!step.settledBy().isEmpty()) {
      json.member("settled_by", step.settledBy());
    }
    return json.member("on_error", step.onError());
  }
}
