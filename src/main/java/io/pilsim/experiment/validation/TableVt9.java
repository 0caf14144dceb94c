package io.pilsim.experiment.validation;

import io.pilsim.experiment.validation.PublishedTable.Cell;
import io.pilsim.formats.FormatException;
import io.pilsim.platform.model.ModelTree;
import io.pilsim.platform.validation.StaircaseBench;
import java.util.List;

/** VT-9: loads of a core of a QCS6490 from working sets of all sizes. */
final class TableVt9 implements TableModel {
  private static final double PS_PER_NS = 1e3;
  private static final long LARGEST = 1L << 32;

  @Override
  public String name() {
    return "vt9_memory";
  }

  @Override
  public List<String> measured() {
    return List.of("ns");
  }

  @Override
  public List<String> fitted() {
    return List.of("levels.l1.load", "levels.l2.load", "levels.slc.load", "memory.load");
  }

  @Override
  public List<String> remarks() {
    return List.of(
        "levels.l2.size (2 MiB) and levels.slc.size (4 MiB) were chosen with the predicted cells in"
            + " view: where the steps are is not a prediction.");
  }

  @Override
  public double tolerance(Cell cell) {
    return 0.15;
  }

  @Override
  public double[] simulate(
      ModelTree calibration, Platforms base, PublishedTable table, List<Cell> cells)
      throws FormatException {
    double[] values = new double[cells.size()];
    for (int i = 0; i < values.length; i++) {
      long bytes = cells.get(i).row().number("working_set_bytes");
      if (bytes < 64 || bytes > LARGEST) {
        throw cells.get(i).row().wrong("working_set_bytes", "expected 64 B to 4 GiB: " + bytes);
      }
      values[i] = new StaircaseBench(calibration.reader()).meanPs(bytes) / PS_PER_NS;
    }
    return values;
  }
}
