package io.pilsim.report;

import io.pilsim.experiment.sensitivity.Sensitivity;
import io.pilsim.experiment.sensitivity.Sensitivity.End;
import io.pilsim.experiment.sensitivity.Sensitivity.Swing;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** A tornado on the console: what each assumed value moves, the widest first. */
public final class SensitivityText {
  private static final int WIDTH = 80;
  private static final double LEAST_SHARE = 0.001;

  private final Sensitivity study;
  private final Style style;

  public SensitivityText(Sensitivity study, Style style) {
    this.study = study;
    this.style = style;
  }

  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(style.bold(study.scenario() + ": " + study.metric() + ", and what is assumed"));
    text.append("\n\n").append(table().text(WIDTH)).append('\n');
    for (String line : remarks()) {
      Wrap.lines(line, WIDTH, "  ").forEach(each -> text.append(each).append('\n'));
    }
    return text.toString();
  }

  public String markdown() {
    StringBuilder text = new StringBuilder("## " + study.scenario() + ": " + study.metric());
    text.append("\n\n").append(table().markdown()).append('\n');
    remarks().forEach(line -> text.append("- ").append(line).append('\n'));
    return text.toString();
  }

  private TextTable table() {
    List<String> columns = new ArrayList<>(List.of("swing"));
    columns.addAll(study.variants());
    TextTable table = new TextTable(columns);
    List<String> base = new ArrayList<>(List.of(""));
    study.base().forEach(mean -> base.add(figure(mean)));
    table.row("as modelled", base);
    for (Swing swing : shown()) {
      List<String> cells = new ArrayList<>(List.of(Human.percent(swing.share())));
      for (int i = 0; i < study.variants().size(); i++) {
        cells.add(span(swing, i));
      }
      table.row(swing.leaf(), cells);
    }
    return table;
  }

  private List<Swing> shown() {
    return study.leaves().stream().filter(swing -> swing.share() >= LEAST_SHARE).toList();
  }

  private String span(Swing swing, int variant) {
    OptionalDouble base = study.base().get(variant);
    if (base.isEmpty()) {
      return "-";
    }
    double[] span = swing.span(variant, base.getAsDouble());
    return span[0] == span[1]
        ? "-"
        : Human.of(study.unit(), span[0]) + " to " + Human.of(study.unit(), span[1]);
  }

  private String figure(OptionalDouble mean) {
    return mean.isPresent() ? Human.of(study.unit(), mean.getAsDouble()) : "-";
  }

  private List<String> remarks() {
    List<String> lines = new ArrayList<>();
    int rest = study.leaves().size() - shown().size();
    if (rest > 0) {
      lines.add(rest + " more assumed values move it by less than " + Human.percent(LEAST_SHARE));
    }
    if (study.best().isEmpty()) {
      return lines;
    }
    String best = study.best().get();
    if (!study.flips()) {
      lines.add(
          best + " is best, and stays so whichever one assumed value is elsewhere in its range");
      return lines;
    }
    lines.add(best + " is best as modelled, but:");
    for (Swing swing : study.leaves()) {
      for (End end : swing.ends()) {
        end.flip()
            .ifPresent(
                other ->
                    lines.add(
                        style.bad("flips: ")
                            + swing.leaf()
                            + " = "
                            + end.value()
                            + " (modelled: "
                            + swing.value()
                            + ") makes "
                            + other
                            + " the best"));
      }
    }
    return lines;
  }
}
