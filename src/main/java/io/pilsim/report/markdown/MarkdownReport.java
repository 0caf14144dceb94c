package io.pilsim.report.markdown;

import io.pilsim.report.page.Block;
import io.pilsim.report.page.Chart;
import io.pilsim.report.page.Grid;
import io.pilsim.report.page.Part;
import io.pilsim.report.page.Prose;
import io.pilsim.report.page.Report;
import io.pilsim.report.page.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A report for a repository: headings, sentences, tables, and links to figures where there are. */
public final class MarkdownReport {
  private final Optional<String> figures;
  private final StringBuilder out = new StringBuilder();

  private MarkdownReport(Optional<String> figures) {
    this.figures = figures;
  }

  /**
   * @param figures the folder that has a figure of each chart, as a link says it; empty without
   */
  public static String of(Report report, Optional<String> figures) {
    MarkdownReport made = new MarkdownReport(figures);
    made.line("# " + escaped(report.title()));
    report.parts().forEach(made::part);
    return made.out.toString();
  }

  private void part(Part part) {
    line("## " + escaped(part.question()));
    for (Prose answer : part.answers()) {
      prose(answer);
    }
    List<String> facts = new ArrayList<>();
    part.facts().forEach(fact -> facts.add(fact.name() + ": " + escaped(fact.value())));
    if (!facts.isEmpty()) {
      line(String.join("; ", facts));
    }
    part.sections().forEach(this::section);
  }

  private void section(Section section) {
    line("### " + escaped(section.title()));
    section.blocks().forEach(this::block);
  }

  private void block(Block block) {
    if (block instanceof Prose prose) {
      prose(prose);
    } else if (block instanceof Grid grid) {
      line("**" + escaped(grid.caption()) + "**");
      table(grid);
    } else if (block instanceof Chart chart) {
      line("#### " + escaped(chart.title()));
      line(escaped(chart.summary()));
      figures.ifPresent(
          folder ->
              line("![" + escaped(chart.title()) + "](" + folder + "/" + chart.id() + ".svg)"));
      table(chart.data());
    }
  }

  private void prose(Prose prose) {
    switch (prose.tone()) {
      case COMMAND -> line("```sh\n" + prose.text().replace("```", "` ` `") + "\n```");
      case GOOD, BAD -> line("**" + escaped(prose.text()) + "**");
      default -> line(escaped(prose.text()));
    }
  }

  private void line(String text) {
    out.append(out.isEmpty() ? "" : "\n").append(text).append('\n');
  }

  private void table(Grid grid) {
    int columns = grid.columns().size();
    out.append('\n');
    row(grid.columns(), columns);
    out.append('|').append("---|".repeat(columns)).append('\n');
    for (List<String> row : grid.rows()) {
      row(row.size() == 1 ? List.of("*" + row.get(0) + "*") : row, columns);
    }
  }

  private void row(List<String> cells, int columns) {
    out.append('|');
    for (int i = 0; i < columns; i++) {
      String cell = i < cells.size() ? cells.get(i).strip() : "";
      out.append(' ').append(cellText(cell)).append(" |");
    }
    out.append('\n');
  }

  private static String cellText(String cell) {
    boolean title = cell.length() > 2 && cell.startsWith("*") && cell.endsWith("*");
    return title ? "*" + escaped(cell.substring(1, cell.length() - 1)) + "*" : escaped(cell);
  }

  /** What Markdown or HTML would take for its own. */
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '<') {
        escaped.append("&lt;");
      } else if (c == '\n' || c == '\r') {
        escaped.append(' ');
      } else {
        escaped.append("\\`*[]|".indexOf(c) >= 0 ? "\\" : "").append(c);
      }
    }
    return escaped.toString();
  }
}
