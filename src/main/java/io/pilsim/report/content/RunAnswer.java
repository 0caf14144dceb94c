package io.pilsim.report.content;

import io.pilsim.experiment.Figure;
import io.pilsim.experiment.ResultRecord;
import io.pilsim.experiment.Uncertainty;
import io.pilsim.experiment.VariantResult;
import io.pilsim.experiment.Verdict;
import io.pilsim.experiment.compare.Alternative;
import io.pilsim.experiment.compare.Comparer;
import io.pilsim.experiment.compare.Comparison.Contrast;
import io.pilsim.experiment.compare.Comparison.Group;
import io.pilsim.experiment.compare.Comparison.Row;
import io.pilsim.report.Human;
import io.pilsim.report.page.Prose;
import io.pilsim.report.page.Prose.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The answer of a run in words: who is best, by how much, and how sure that is. */
final class RunAnswer {
  private static final int MOST = 4;
  private static final double LARGE = 1.95;

  private final ResultRecord result;
  private final Map<String, Map<String, List<Double>>> replications;
  private final MainQuestion question;

  /**
   * @param replications per variant and metric; empty when only means are left
   */
  RunAnswer(ResultRecord result, Map<String, Map<String, List<Double>>> replications) {
    this.result = result;
    this.replications = Map.copyOf(replications);
    this.question = new MainQuestion(result);
  }

  List<Prose> sentences() {
    List<Prose> answers = new ArrayList<>();
    Optional<String> metric = question.metric();
    Optional<VariantResult> best = metric.flatMap(question::best);
    if (best.isPresent()) {
      headline(best.get(), metric.get(), answers);
    }
    for (VariantResult variant : result.variants()) {
      if (!variant.completed()) {
        answers.add(Prose.bad(variant.name() + " did not go through."));
      }
    }
    best.flatMap(VariantResult::uncertainty).ifPresent(u -> answers.add(assumed(u)));
    expectations(answers);
    return answers;
  }

  private void headline(VariantResult best, String metric, List<Prose> answers) {
    Figure figure = Metrics.sound(best, metric).orElseThrow();
    String what = MainQuestion.words(metric);
    String value = Metrics.text(figure) + sure(figure);
    if (result.variants().size() == 1) {
      answers.add(new Prose(Tone.GOOD, capital(what) + " takes " + value + "."));
      return;
    }
    Optional<Row> row = against(best, metric);
    List<Contrast> contrasts = row.map(Row::contrasts).orElse(List.of());
    List<String> equal =
        contrasts.stream()
            .filter(each -> !isTold(each))
            .map(each -> each.to() + doubt(each))
            .toList();
    String also = equal.isEmpty() ? "" : "; no difference is seen to " + String.join(", ", equal);
    answers.add(
        new Prose(Tone.GOOD, best.name() + " is best: " + what + " takes " + value + also + "."));
    List<Contrast> seen = contrasts.stream().filter(RunAnswer::isTold).toList();
    seen.stream().limit(MOST).forEach(each -> answers.add(Prose.plain(sentence(row.get(), each))));
    if (seen.size() > MOST) {
      answers.add(Prose.plain((seen.size() - MOST) + " more are in the charts below."));
    }
  }

  /** What is seen, and what one replication cannot tell from chance: the reader is told so. */
  private static boolean isTold(Contrast contrast) {
    return contrast.isSeen()
        || (contrast.difference().ci95().isEmpty() && contrast.difference().mean() != 0);
  }

  /** Whether there is none, or chance may hide one. */
  private static String doubt(Contrast contrast) {
    return contrast.difference().mean() == 0 ? " (equal)" : "";
  }

  /** The others, compared with the best, as metrics pair them. */
  private Optional<Row> against(VariantResult best, String metric) {
    List<Alternative> alternatives = new ArrayList<>(List.of(alternative(best)));
    result.variants().stream()
        .filter(variant -> !variant.name().equals(best.name()))
        .forEach(variant -> alternatives.add(alternative(variant)));
    Group group = new Group(result.scenario(), alternatives, List.of());
    return new Comparer(List.of(metric))
        .compare(List.of(group)).groups().get(0).rows().stream().findFirst();
  }

  private Alternative alternative(VariantResult variant) {
    return new Alternative(
        variant.name(),
        variant,
        result.seed(),
        replications.getOrDefault(variant.name(), Map.of()));
  }

  private static String sentence(Row row, Contrast contrast) {
    double mean = contrast.difference().mean();
    String share =
        contrast.difference().ratio().isPresent()
            ? ", " + times(contrast.difference().ratio().getAsDouble())
            : "";
    String interval =
        contrast
            .difference()
            .ci95()
            .filter(ci -> ci.half() > 0)
            .map(
                ci ->
                    " (95 %: "
                        + Human.of(row.unit(), ci.low())
                        + " to "
                        + Human.of(row.unit(), ci.high())
                        + ")")
            .orElse("");
    return contrast.to()
        + " takes "
        + Human.of(row.unit(), Math.abs(mean))
        + (mean > 0 ? " more" : " less")
        + interval
        + share
        + (contrast.isSeen() ? "." : "; one replication cannot tell whether by chance.");
  }

  /** A small difference as percent, a large one as a factor. */
  private static String times(double ratio) {
    return ratio < LARGE
        ? Human.of("percent", (ratio - 1) * 100) + " on top"
        : Human.of("", ratio) + " times as much";
  }

  private static String sure(Figure figure) {
    return figure
        .ci95()
        .filter(ci -> ci.half() > 0)
        .map(
            ci ->
                " (95 % of the mean: "
                    + Human.of(figure.unit(), ci.low())
                    + " to "
                    + Human.of(figure.unit(), ci.high())
                    + ")")
        .orElse("");
  }

  private static Prose assumed(Uncertainty uncertainty) {
    return Prose.plain(
        "It rests on "
            + uncertainty.leaves().size()
            + " assumed values: with all of them at the ends of their ranges "
            + uncertainty.metric()
            + " is between "
            + Human.of(uncertainty.unit(), uncertainty.low())
            + " and "
            + Human.of(uncertainty.unit(), uncertainty.high())
            + ".");
  }

  private void expectations(List<Prose> answers) {
    long failed = result.expectations().stream().filter(each -> !each.met()).count();
    int all = result.expectations().size();
    if (failed > 0) {
      answers.add(Prose.bad(failed + " of " + all + " expectations failed."));
    } else if (all > 0) {
      answers.add(new Prose(Tone.GOOD, all == 1 ? "It met what was expected." : met(all)));
    }
    result.laws().failed().forEach(law -> answers.add(Prose.bad("A law is broken: " + law)));
  }

  private static String met(int all) {
    return "All " + all + " expectations are met.";
  }

  static String verdict(Verdict verdict) {
    return verdict.value().isPresent()
        ? Human.of(verdict.unit(), verdict.value().getAsDouble())
        : "not measured";
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
