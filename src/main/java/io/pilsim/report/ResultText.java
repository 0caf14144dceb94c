package io.pilsim.report;

import io.pilsim.experiment.ResultRecord;
import io.pilsim.experiment.Uncertainty;
import io.pilsim.experiment.VariantResult;
import io.pilsim.experiment.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A result on the console: the table, what it rests on, and what was expected. */
public final class ResultText {
  private static final int WIDTH = 80;

  private final ResultRecord result;
  private final Style style;

  public ResultText(ResultRecord result, Style style) {
    this.result = result;
    this.style = style;
  }

  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(style.bold(title())).append("\n\n");
    if (hasOverview()) {
      for (TextTable table : new HotOverview(result).tables()) {
        text.append(style.best(table.text(WIDTH))).append('\n');
      }
    }
    text.append(style.best(ResultTable.of(result).text(WIDTH)));
    for (String remark : remarks()) {
      String indent = remark.startsWith("  ") ? "    " : "  ";
      Wrap.lines(remark, WIDTH, indent).forEach(line -> text.append(line).append('\n'));
    }
    return text.toString();
  }

  public String markdown() {
    StringBuilder text = new StringBuilder("## " + title() + "\n\n");
    if (hasOverview()) {
      for (TextTable table : new HotOverview(result).tables()) {
        text.append(table.markdown()).append('\n');
      }
    }
    text.append(ResultTable.of(result).markdown()).append('\n');
    for (String line : remarks()) {
      boolean below = line.startsWith("  ");
      text.append(line.isEmpty() ? "" : (below ? "  - " : "- ") + line.strip() + "\n");
    }
    return text.toString();
  }

  private boolean hasOverview() {
    return HotTable.isOne(result) && result.variants().size() > 1;
  }

  private String title() {
    int replications =
        result.variants().stream().mapToInt(VariantResult::replications).max().orElse(1);
    String each = result.variants().size() > 1 ? " each" : "";
    String often = (replications == 1 ? "one run" : replications + " runs") + each;
    return result.scenario() + " on " + result.platform() + ", " + often;
  }

  private List<String> remarks() {
    List<String> lines = new ArrayList<>();
    lines.add("");
    if (result.variants().size() > 1) {
      lines.add(Best.MARK + " least, or not distinguishable from the least");
    }
    if (HotTable.isOne(result)) {
      lines.addAll(HotTable.remarks(result));
    }
    unfinished(lines);
    findings(lines);
    notes(lines);
    assumed(lines);
    for (Verdict verdict : result.expectations()) {
      lines.add(expectation(verdict));
    }
    return lines;
  }

  private void unfinished(List<String> lines) {
    for (VariantResult variant : result.variants()) {
      if (!variant.completed()) {
        lines.add(style.bad(variant.name() + " did not go through:"));
        variant.log().forEach(line -> lines.add("  " + line));
      }
    }
  }

  private void findings(List<String> lines) {
    for (VariantResult variant : result.variants()) {
      if (!variant.findings().isEmpty()) {
        lines.add(style.bad(variant.name() + " breaks invariants of its own:"));
        variant.findings().forEach(finding -> lines.add("  " + finding));
      }
    }
  }

  private void notes(List<String> lines) {
    Map<String, List<String>> variants = new LinkedHashMap<>();
    for (VariantResult variant : result.variants()) {
      for (String note : variant.notes()) {
        variants.computeIfAbsent(note, any -> new ArrayList<>()).add(variant.name());
      }
    }
    variants.forEach(
        (note, names) -> {
          boolean all = names.size() == result.variants().size();
          String who = all ? "" : String.join(", ", names) + ": ";
          lines.add("note: " + who + note);
        });
  }

  private void assumed(List<String> lines) {
    if (result.assumed().isEmpty()) {
      return;
    }
    int count = result.assumed().size();
    StringBuilder text = new StringBuilder("rests on " + count + " assumed values");
    result.variants().stream()
        .filter(variant -> variant.uncertainty().isPresent())
        .findFirst()
        .ifPresent(variant -> text.append(interval(variant)));
    text.append("; pilsim model ").append(result.platform()).append(" --assumed lists them");
    lines.add(text.toString());
  }

  private String interval(VariantResult variant) {
    Uncertainty uncertainty = variant.uncertainty().orElseThrow();
    String who = result.variants().size() > 1 ? " for " + variant.name() : "";
    return ": within their ranges "
        + uncertainty.metric()
        + who
        + " is "
        + Human.of(uncertainty.unit(), uncertainty.low())
        + " to "
        + Human.of(uncertainty.unit(), uncertainty.high());
  }

  private String expectation(Verdict verdict) {

    String found =
        verdict.value().isPresent()
            ? Human.of(verdict.unit(), verdict.value().getAsDouble())
            : "not measured";
    String who = result.variants().size() > 1 ? verdict.variant() + ", " : "";
    String text = verdict.expectation() + " (" + who + found + ")";
    return verdict.met() ? "met: " + text : style.bad("FAILED: " + text);
  }
}
