package io.pilsim.experiment.validation;

import io.pilsim.experiment.validation.PublishedTable.Cell;
import io.pilsim.formats.FormatException;
import io.pilsim.platform.model.ModelTree;
import io.pilsim.platform.validation.SuspendBench;
import java.util.List;

/** VT-5: cores of a Juno that suspend, one after another or all at once. */
final class TableVt5 implements TableModel {
  private static final double PS_PER_NS = 1e3;
  private static final int MOST_CORES = 64;

  @Override
  public String name() {
    return "vt5_smc";
  }

  @Override
  public List<String> measured() {
    return List.of("ns");
  }

  @Override
  public List<String> fitted() {
    return List.of("suspend", "message");
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
      PublishedTable.Row row = cells.get(i).row();
      if (!row.text("call").equals("cpu_suspend")) {
        throw row.wrong("call", "no lock is known for it, expected cpu_suspend");
      }
      int cpu = row.number("cpu", 0, MOST_CORES - 1);
      SuspendBench bench = new SuspendBench(calibration.reader());
      values[i] =
          (row.text("mode").equals("parallel") ? bench.atOnce(cpu + 1)[cpu] : bench.alone())
              / PS_PER_NS;
    }
    return values;
  }
}
