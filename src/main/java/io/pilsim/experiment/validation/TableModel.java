package io.pilsim.experiment.validation;

import io.pilsim.experiment.validation.PublishedTable.Cell;
import io.pilsim.experiment.validation.PublishedTable.Row;
import io.pilsim.formats.FormatException;
import io.pilsim.platform.model.ModelTree;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** How the set-up of a published table is run in the simulator. */
interface TableModel {
  /** Like the file of the table. */
  String name();

  List<String> measured();

  /**
   * The leaves of the calibration that are fitted on the table's own cells; durations, unless
   * {@link #sizes} are given.
   */
  List<String> fitted();

  /** Where the search for each leaf begins, and where it ends at the latest. */
  default Search search() {
    return Search.OF_SOFTWARE;
  }

  /** What one has to know to believe the cells: a sentence each. */
  default List<String> remarks() {
    return List.of();
  }

  /** What each fitted leaf may be, if it is a count; the fit tries them all. */
  default SortedMap<String, List<Long>> sizes() {
    return new TreeMap<>();
  }

  /** How large the relative error of a predicted cell may be. */
  double tolerance(Cell cell);

  /** Errors below it do not count, for the table does not resolve them. */
  default double resolution(Row row) {
    return 0;
  }

  /** How large the error of a cell may be, in its own unit, if that is more. */
  default double allowance(PublishedTable table, Cell cell) {
    return resolution(cell.row());
  }

  /**
   * Runs the model for the cells, in their order.
   *
   * @param calibration the leaves of the table's calibration file
   * @param base the folder of platforms, for what no calibration says
   */
  double[] simulate(ModelTree calibration, Platforms base, PublishedTable table, List<Cell> cells)
      throws FormatException;
}
