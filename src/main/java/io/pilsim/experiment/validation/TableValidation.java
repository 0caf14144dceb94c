package io.pilsim.experiment.validation;

import io.pilsim.experiment.OutputFolder;
import io.pilsim.experiment.validation.PublishedTable.Cell;
import io.pilsim.formats.FormatException;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.model.InputFile;
import io.pilsim.platform.model.ModelFiles;
import io.pilsim.platform.model.Suggestion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Published tables against the simulator. */
public final class TableValidation {
  private static final String ENDING = ".csv";
  private static final List<TableModel> MODELS =
      List.of(
          new TableVt1(),
          new TableVt2(),
          new TableVt3(),
          new TableVt4(),
          new TableVt5(),
          new TableVt6(),
          new TableVt7(),
          new TableVt8(),
          new TableVt9());

  private final Path modelDir;
  private final Platforms platforms;

  /**
   * @param modelDir the folder of platforms, which holds {@code calibration/} too
   */
  public TableValidation(Path modelDir) {
    this.modelDir = modelDir;
    this.platforms = new Platforms(new ModelFiles(modelDir));
  }

  /** The built-in tables. */
  public static List<String> names() {
    return MODELS.stream().map(TableModel::name).toList();
  }

  /** What one has to know to believe a table's cells. */
  public static List<String> remarks(String argument) {
    return find(argument).map(TableModel::remarks).orElse(List.of());
  }

  /** Whether it names a table, or a file of rows of one. */
  public static boolean isOne(String argument) {
    return find(argument).isPresent();
  }

  private static Optional<TableModel> find(String argument) {
    Path last = Path.of(argument).getFileName();
    String file = last == null ? "" : last.toString();
    String name = file.endsWith(ENDING) ? file.substring(0, file.length() - ENDING.length()) : file;
    return MODELS.stream().filter(model -> model.name().equals(name)).findFirst();
  }

  /** What an argument that names neither a table nor anything else should have been. */
  public static String expected(String argument) {
    return Suggestion.of(argument, names()).orAll(names());
  }

  /** Predicts a table's cells with the calibration at hand. */
  public List<ValidationCell> run(String argument) throws FormatException {
    TableModel model = find(argument).orElseThrow();
    return cells(model, table(model, argument), Calibration.load(modelDir, model.name()));
  }

  /** Fits the calibration to the table's own cells, writes it, and predicts the rest with it. */
  public List<ValidationCell> calibrate(String argument) throws FormatException, IOException {
    TableModel model = find(argument).orElseThrow();
    PublishedTable table = table(model, argument);
    Calibration start = Calibration.load(modelDir, model.name());
    Calibration fitted = new TableFit(model, platforms, table, start).run();
    List<String> remarks = new ArrayList<>();
    remarks.add(
        model.fitted().size()
            + " leaves on "
            + table.cells(PublishedTable.CALIBRATED).size()
            + " cells, least squares of the errors as parts of what is allowed.");
    remarks.addAll(model.remarks());
    OutputFolder.write(
        modelDir.resolve("calibration").resolve(model.name() + ".yaml"), fitted.text(remarks));
    return cells(model, table, fitted);
  }

  private List<ValidationCell> cells(TableModel model, PublishedTable table, Calibration with)
      throws FormatException {
    List<Cell> cells = table.cells(PublishedTable.CALIBRATED, PublishedTable.PREDICTED);
    double[] simulated = model.simulate(with.tree(), platforms, table, cells);
    List<ValidationCell> results = new ArrayList<>();
    for (int i = 0; i < simulated.length; i++) {
      Cell cell = cells.get(i);
      double allowed =
          Math.max(model.tolerance(cell), model.allowance(table, cell) / cell.expected());
      results.add(
          new ValidationCell(
              model.name(),
              cell.row().keys(),
              cell.column(),
              cell.expected(),
              simulated[i],
              OptionalDouble.of(allowed),
              cell.role()));
    }
    return results;
  }

  private static PublishedTable table(TableModel model, String argument) throws FormatException {
    if (argument.endsWith(ENDING)) {
      Path file = Path.of(argument);
      return PublishedTable.parse(
          model.name(), model.measured(), InputFile.shown(file), InputFile.read(file));
    }
    String resource = "/validation/" + model.name() + ENDING;
    try (InputStream in = TableValidation.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("not built in: " + resource);
      }
      return PublishedTable.parse(
          model.name(), model.measured(), resource.substring(1), in.readAllBytes());
    } catch (IOException e) {
      throw new BadInputException(resource + ": cannot be read");
    }
  }
}
