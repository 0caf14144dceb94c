package io.pilsim.report.content;

import io.pilsim.experiment.ResultRecord;
import io.pilsim.experiment.VariantResult;
import io.pilsim.platform.model.ModelFiles;
import io.pilsim.report.CommandLines;
import io.pilsim.report.page.Part;
import io.pilsim.report.page.Part.Fact;
import io.pilsim.report.page.Prose;
import io.pilsim.report.page.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What the result of a run says. */
final class RunPart {
  private final ResultRecord result;
  private final Map<String, Map<String, List<Double>>> replications;
  private final Optional<String> command;
  private final ModelFiles models;

  /**
   * @param replications per variant and metric, from the file beside it; empty without
   * @param command that made it; empty when that is not known
   */
  RunPart(
      ResultRecord result,
      Map<String, Map<String, List<Double>>> replications,
      Optional<String> command,
      ModelFiles models) {
    this.result = result;
    this.replications = replications;
    this.command = command;
    this.models = models;
  }

  Part part(String id) {
    List<Section> sections = new ArrayList<>(List.of(VariantsSection.of(result)));
    BudgetSection.of(result).ifPresent(sections::add);
    ScalingSection.of(result).ifPresent(sections::add);
    ExposureSection.of(result).ifPresent(sections::add);
    DistributionSection.of(result).ifPresent(sections::add);
    TranslationSection.of(result).ifPresent(sections::add);
    WaitingSection.of(result).ifPresent(sections::add);
    GroundsSection.expectations(result).ifPresent(sections::add);
    GroundsSection.assumed(result, models).ifPresent(sections::add);
    sections.add(Repeat.section(command.orElseGet(this::likely), hashes()));
    return new Part(
        id,
        "run",
        result.scenario(),
        new MainQuestion(result).text(),
        new RunAnswer(result, replications).sentences(),
        facts(),
        sections);
  }

  private List<Fact> facts() {
    OptionalInt most = result.variants().stream().mapToInt(VariantResult::replications).max();
    return List.of(
        new Fact("platform", result.platform()),
        new Fact(
            "variants", String.join(", ", result.variants().stream().map(v -> v.name()).toList())),
        new Fact("replications", Integer.toString(most.orElse(0))),
        new Fact("seed", Long.toString(result.seed())));
  }

  private String likely() {
    return "pilsim run " + CommandLines.word(result.scenario()) + " --seed " + result.seed();
  }

  private List<Prose> hashes() {
    ResultRecord.Hashes hashes = result.hashes();
    return List.of(
        Prose.note(
            "It follows from scenario "
                + Repeat.brief(hashes.scenario())
                + ", model "
                + Repeat.brief(hashes.model())
                + ", inputs "
                + Repeat.brief(hashes.inputs())
                + " and pilsim "
                + Repeat.brief(hashes.pilsim())
                + ": the same four and the same seed give the same bytes."));
  }
}
