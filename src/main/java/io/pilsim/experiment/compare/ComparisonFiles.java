package io.pilsim.experiment.compare;

import io.pilsim.experiment.ResultCodec;
import io.pilsim.experiment.ResultRecord;
import io.pilsim.experiment.VariantResult;
import io.pilsim.experiment.compare.Comparison.Group;
import io.pilsim.formats.FormatException;
import io.pilsim.formats.cases.CsvRow;
import io.pilsim.formats.cases.CsvTable;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.model.InputFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads what is to be compared: results with the replications beside them. The variants of one
 * result are a group; of several results, each variant that they share is one, and results of one
 * variant each are one, whatever it is called.
 */
public final class ComparisonFiles {
  private record Source(
      String name, String folder, ResultRecord result, Map<String, Map<String, List<Double>>> by) {
    Alternative alternative(VariantResult variant, String called) {
      return new Alternative(
          called, variant, result.seed(), by.getOrDefault(variant.name(), Map.of()));
    }

    VariantResult variant(String wanted) {
      return result.variants().stream()
          .filter(each -> each.name().equals(wanted))
          .findFirst()
          .orElseThrow();
    }
  }

  private ComparisonFiles() {}

  /** Files, or folders with a {@code result.json}; throws with every mistake. */
  public static List<Group> read(List<Path> paths) {
    List<Source> sources = new ArrayList<>();
    List<String> mistakes = new ArrayList<>();
    for (Path path : paths) {
      try {
        sources.add(source(path));
      } catch (FormatException e) {
        mistakes.add(e.getMessage());
      } catch (BadInputException e) {
        mistakes.addAll(e.lines());
      }
    }
    if (!mistakes.isEmpty()) {
      throw new BadInputException(mistakes);
    }
    return groups(sources);
  }

  private static Source source(Path path) throws FormatException {
    Path file = Files.isDirectory(path) ? path.resolve("result.json") : path;
    ResultRecord result = ResultCodec.read(InputFile.shown(file), InputFile.read(file));
    Path csv = file.resolveSibling("metrics.csv");
    Map<String, Map<String, List<Double>>> by =
        Files.isRegularFile(csv) ? replications(csv, result) : Map.of();
    Path parent = file.toAbsolutePath().normalize().getParent().getFileName();
    String folder = parent == null ? "" : parent.toString();
    return new Source(InputFile.shown(path), folder, result, by);
  }

  /** By variant and metric; nothing unless the file belongs to the result. */
  public static Map<String, Map<String, List<Double>>> replications(Path csv, ResultRecord result)
      throws FormatException {
    Map<String, Map<String, List<Double>>> by = new TreeMap<>();
    for (CsvRow row : CsvTable.parse(InputFile.shown(csv), InputFile.read(csv)).rows()) {
      if (!row.text("scenario").equals(result.scenario())) {
        return Map.of();
      }
      by.computeIfAbsent(row.text("variant"), any -> new TreeMap<>())
          .computeIfAbsent(row.text("metric"), any -> new ArrayList<>())
          .add(row.real("mean"));
    }
    for (VariantResult variant : result.variants()) {
      boolean complete =
          by.getOrDefault(variant.name(), Map.of()).values().stream()
              .allMatch(values -> values.size() == variant.replications());
      if (!complete) {
        return Map.of();
      }
    }
    return by;
  }

  private static List<Group> groups(List<Source> sources) {
    Source first = sources.get(0);
    if (sources.size() == 1) {
      List<Alternative> variants =
          first.result.variants().stream()
              .map(each -> first.alternative(each, each.name()))
              .toList();
      if (variants.size() < 2) {
        throw new BadInputException(
            first.name + ": has one variant, expected two or more, or another result");
      }
      return List.of(new Group(first.result.scenario(), variants, List.of()));
    }
    Map<String, Source> named = named(sources);
    if (sources.stream().allMatch(source -> source.result.variants().size() == 1)) {
      List<Alternative> only = new ArrayList<>();
      named.forEach(
          (name, source) -> only.add(source.alternative(source.result.variants().get(0), name)));
      return List.of(new Group(first.result.scenario(), only, List.of()));
    }
    Set<String> shared = new LinkedHashSet<>();
    first.result.variants().forEach(variant -> shared.add(variant.name()));
    for (Source source : sources) {
      shared.retainAll(source.result.variants().stream().map(VariantResult::name).toList());
    }
    if (shared.isEmpty()) {
      throw new BadInputException(
          first.name
              + ": shares no variant with the others, expected one of the same name in each");
    }
    List<Group> groups = new ArrayList<>();
    for (String variant : shared) {
      List<Alternative> alternatives = new ArrayList<>();
      named.forEach(
          (name, source) -> alternatives.add(source.alternative(source.variant(variant), name)));
      groups.add(new Group(first.result.scenario() + ", " + variant, alternatives, List.of()));
    }
    return groups;
  }

  /** By their folders' names if these tell them apart, else as given, numbered if given again. */
  private static Map<String, Source> named(List<Source> sources) {
    boolean apart = sources.stream().map(Source::folder).distinct().count() == sources.size();
    Map<String, Source> named = new LinkedHashMap<>();
    for (Source source : sources) {
      String plain = apart ? source.folder : source.name;
      String name = plain;
      for (int again = 2; named.containsKey(name); again++) {
        name = plain + " (" + again + ")";
      }
      named.put(name, source);
    }
    return named;
  }
}
