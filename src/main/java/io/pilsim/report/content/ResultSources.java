package io.pilsim.report.content;

import io.pilsim.experiment.JsonFields;
import io.pilsim.experiment.ResultCodec;
import io.pilsim.experiment.ResultRecord;
import io.pilsim.experiment.compare.ComparisonFiles;
import io.pilsim.formats.FormatException;
import io.pilsim.formats.Utf8;
import io.pilsim.formats.json.JsonArray;
import io.pilsim.formats.json.JsonNode;
import io.pilsim.formats.json.JsonObject;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.model.InputFile;
import io.pilsim.platform.model.ModelFiles;
import io.pilsim.platform.model.Suggestion;
import io.pilsim.report.page.Part;
import io.pilsim.report.page.Report;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads whatever the other commands write, and makes a report of it. */
public final class ResultSources {
  private static final List<String> IN_FOLDERS =
      List.of("result.json", "sweep.jsonl", "capacity.json", "sensitivity.json");
  private static final String SWEEP_LINES = "sweep.jsonl";

  private final ModelFiles models;
  private final String metric;
  private final List<Part> parts = new ArrayList<>();

  /**
   * @param metric that sweeps are shown in; empty for the one that one looks at first
   */
  public ResultSources(ModelFiles models, String metric) {
    this.models = models;
    this.metric = metric;
  }

  /** Of files, or folders that hold them; throws with every mistake. */
  public Report report(List<Path> paths) {
    List<String> mistakes = new ArrayList<>();
    for (Path path : paths) {
      for (Path file : files(path, mistakes)) {
        try {
          read(file);
        } catch (FormatException e) {
          mistakes.add(e.getMessage());
        } catch (BadInputException e) {
          mistakes.addAll(e.lines());
        }
      }
    }
    if (!mistakes.isEmpty()) {
      throw new BadInputException(mistakes);
    }
    List<String> titles = parts.stream().map(Part::title).distinct().toList();
    return Report.of(String.join(", ", titles), parts);
  }

  private static List<Path> files(Path path, List<String> mistakes) {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    List<Path> files = IN_FOLDERS.stream().map(path::resolve).filter(Files::isRegularFile).toList();
    if (files.isEmpty()) {
      mistakes.add(
          InputFile.shown(path)
              + ": holds no result, expected one of "
              + String.join(", ", IN_FOLDERS));
    }
    return files;
  }

  private void read(Path file) throws FormatException {
    String name = file.getFileName().toString();
    if (name.equals("sweep.csv") || name.equals("sweep.json")) {
      Path lines = file.resolveSibling(SWEEP_LINES);
      if (!Files.isRegularFile(lines)) {
        throw new BadInputException(
            InputFile.shown(file) + ": expected " + SWEEP_LINES + " beside it");
      }
      sweepLines(lines);
    } else if (name.endsWith(".jsonl")) {
      sweepLines(file);
    } else {
      document(file);
    }
  }

  private void document(Path file) throws FormatException {
    String shown = InputFile.shown(file);
    JsonNode root = JsonNode.parse(shown, InputFile.read(file));
    JsonFields fields = new JsonFields(shown);
    List<JsonNode> documents = root instanceof JsonArray array ? array.items() : List.of(root);
    if (documents.isEmpty()) {
      throw fields.error(root, "expected a result, this is an empty array");
    }
    for (JsonNode node : documents) {
      add(file, fields, fields.object(node));
    }
  }

  private void add(Path file, JsonFields fields, JsonObject root) throws FormatException {
    String format = fields.text(root, "format");
    String id = id();
    switch (format) {
      case ResultRecord.FORMAT -> run(file, fields, root, id);
      case "pilsim-capacity/1" -> parts.add(new CapacityPart(fields, root).part(id));
      case "pilsim-sensitivity/1" -> parts.add(new SensitivityPart(fields, root).part(id));
      case "pilsim-comparison/1" -> parts.add(new ComparisonPart(fields, root).part(id));
      case "pilsim-sweep-result/1" ->
          sweep(
              SweepRows.read(fields, fields.text(root, "scenario"), fields.items(root, "points")),
              Commands.of(root),
              id);
      case "pilsim-advice/1" -> parts.add(new AdvicePart(fields, root).part(id));
      case "pilsim-validation/1" -> parts.add(new TablePart(fields, root).validation(id));
      case "pilsim-injection/1" -> parts.add(new TablePart(fields, root).injection(id));
      default ->
          throw fields.error(
              root,
              "format: '"
                  + format
                  + "' cannot be shown, expected what run, sweep, capacity,"
                  + " sensitivity, compare or validate of this version write");
    }
  }

  private String id() {
    return "r" + (parts.size() + 1);
  }

  private void run(Path file, JsonFields fields, JsonObject root, String id)
      throws FormatException {
    ResultRecord result = ResultCodec.read(fields, root);
    if (result.variants().isEmpty()) {
      throw fields.error(root, "variants: expected at least one");
    }
    Path csv = file.resolveSibling("metrics.csv");
    Map<String, Map<String, List<Double>>> replications =
        Files.isRegularFile(csv) ? ComparisonFiles.replications(csv, result) : Map.of();
    parts.add(new RunPart(result, replications, command(file), models).part(id));
  }

  /** From the environment, where one of this result is beside it. */
  private static Optional<String> command(Path file) throws FormatException {
    Path beside = file.resolveSibling("environment.json");
    if (!file.getFileName().toString().equals("result.json") || !Files.isRegularFile(beside)) {
      return Optional.empty();
    }
    String shown = InputFile.shown(beside);
    return Commands.of(new JsonFields(shown).object(JsonNode.parse(shown, InputFile.read(beside))));
  }

  private void sweepLines(Path file) throws FormatException {
    String shown = InputFile.shown(file);
    JsonFields fields = new JsonFields(shown);
    List<JsonNode> points = new ArrayList<>();
    String text = Utf8.decode(shown, InputFile.read(file));
    for (String line : text.lines().filter(each -> !each.isBlank()).toList()) {
      int number = points.size() + 1;
      try {
        points.add(JsonNode.parse(shown, line));
      } catch (FormatException e) {
        throw FormatException.at(shown, number, 1, e.problem());
      }
    }
    if (points.isEmpty()) {
      throw FormatException.ofFile(shown, "empty, expected a line per point of a sweep");
    }
    Path manifest = file.resolveSibling("sweep.json");
    Optional<JsonObject> whole = Optional.empty();
    if (Files.isRegularFile(manifest)) {
      String called = InputFile.shown(manifest);
      whole =
          Optional.of(
              new JsonFields(called).object(JsonNode.parse(called, InputFile.read(manifest))));
    }
    String scenario =
        whole.isPresent()
            ? new JsonFields(InputFile.shown(manifest)).text(whole.get(), "scenario")
            : folder(file);
    sweep(SweepRows.read(fields, scenario, points), whole.flatMap(Commands::of), id());
  }

  private static String folder(Path file) {
    Path parent = file.toAbsolutePath().normalize().getParent();
    Path name = parent == null ? null : parent.getFileName();
    return name == null ? "sweep" : name.toString();
  }

  private void sweep(SweepRows rows, Optional<String> command, String id) {
    List<String> known = rows.metrics();
    if (!metric.isEmpty() && !known.contains(metric)) {
      throw new BadInputException(
          "--metric: no metric '" + metric + "'" + Suggestion.of(metric, known).orAll(known));
    }
    String shown = metric.isEmpty() ? rows.mainMetric().orElse("") : metric;
    parts.add(new SweepPart(rows, shown, command).part(id));
  }
}
