package io.pilsim.report.content;

import io.pilsim.experiment.ResultRecord;
import io.pilsim.experiment.VariantResult;
import io.pilsim.experiment.Verdict;
import io.pilsim.platform.model.Leaf;
import io.pilsim.platform.model.ModelFiles;
import io.pilsim.platform.model.ModelTree;
import io.pilsim.platform.model.Quantity;
import io.pilsim.report.page.Block;
import io.pilsim.report.page.Grid;
import io.pilsim.report.page.Prose;
import io.pilsim.report.page.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was expected, what there is to know, and every assumed value that a result rests on. */
final class GroundsSection {
  private GroundsSection() {}

  static Optional<Section> expectations(ResultRecord result) {
    List<Block> blocks = new ArrayList<>();
    if (!result.expectations().isEmpty()) {
      List<List<String>> rows = new ArrayList<>();
      for (Verdict verdict : result.expectations()) {
        rows.add(
            List.of(
                verdict.expectation(),
                verdict.variant(),
                RunAnswer.verdict(verdict),
                verdict.met() ? "met" : "FAILED"));
      }
      blocks.add(
          new Grid("What was expected", List.of("expectation", "variant", "found", ""), rows));
    }
    notes(result).forEach((note, who) -> blocks.add(Prose.note(who + note)));
    for (VariantResult variant : result.variants()) {
      variant
          .findings()
          .forEach(found -> blocks.add(Prose.bad(variant.name() + " breaks: " + found)));
      if (!variant.completed() && !variant.log().isEmpty()) {
        blocks.add(Prose.note(variant.name() + " said: " + String.join(" | ", variant.log())));
      }
    }
    return blocks.isEmpty()
        ? Optional.empty()
        : Optional.of(new Section("expectations", "Expectations and remarks", blocks));
  }

  /** Each once, with the variants that it is about. */
  private static Map<String, String> notes(ResultRecord result) {
    Map<String, List<String>> variants = new LinkedHashMap<>();
    for (VariantResult variant : result.variants()) {
      variant
          .notes()
          .forEach(
              note -> variants.computeIfAbsent(note, any -> new ArrayList<>()).add(variant.name()));
    }
    Map<String, String> notes = new LinkedHashMap<>();
    variants.forEach(
        (note, who) ->
            notes.put(
                note, who.size() == result.variants().size() ? "" : String.join(", ", who) + ": "));
    return notes;
  }

  static Optional<Section> assumed(ResultRecord result, ModelFiles models) {
    if (result.assumed().isEmpty()) {
      return Optional.empty();
    }
    Map<String, Optional<ModelTree>> platforms = new LinkedHashMap<>();
    List<List<String>> rows = new ArrayList<>();
    for (String path : result.assumed()) {
      String platform = path.contains(".") ? path.substring(0, path.indexOf('.')) : path;
      Optional<ModelTree> tree = platforms.computeIfAbsent(platform, name -> load(models, name));
      rows.add(tree.flatMap(model -> model.leaf(path)).map(leaf -> row(leaf)).orElse(bare(path)));
    }
    Grid grid =
        new Grid("Assumed values", List.of("leaf", "value", "range", "on what grounds"), rows);
    Prose about =
        Prose.plain(
            "Nobody has published these "
                + result.assumed().size()
                + " values; pilsim sensitivity tells which of them the answer rests on. Values and"
                + " ranges are those of model/"
                + result.platform()
                + " when this page was made.");
    return Optional.of(new Section("assumed", "What it rests on", List.of(about, grid)));
  }

  private static Optional<ModelTree> load(ModelFiles models, String platform) {
    return models.platforms().contains(platform)
        ? Optional.of(models.load(platform))
        : Optional.empty();
  }

  private static List<String> row(Leaf leaf) {
    String range = String.join(" to ", leaf.range().stream().map(Quantity::text).toList());
    return List.of(leaf.path(), leaf.valueText(), range, leaf.source());
  }

  private static List<String> bare(String path) {
    return List.of(path, "-", "-", "-");
  }
}
