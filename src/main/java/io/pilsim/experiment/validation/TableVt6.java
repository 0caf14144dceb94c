package io.pilsim.experiment.validation;

import io.pilsim.experiment.validation.PublishedTable.Cell;
import io.pilsim.experiment.validation.PublishedTable.Row;
import io.pilsim.formats.FormatException;
import io.pilsim.platform.model.ModelTree;
import io.pilsim.platform.validation.ExitBench;
import java.util.List;

/** VT-6: exits of guests; each machine's call and end of interrupt are given. */
final class TableVt6 implements TableModel {
  private static final double PS_PER_NS = 1e3;

  @Override
  public String name() {
    return "vt6_exits";
  }

  @Override
  public List<String> measured() {
    return List.of("hvc", "mmio_read_user", "mmio_read_vgic", "eoi");
  }

  @Override
  public List<String> fitted() {
    return List.of("handler.user", "handler.vgic");
  }

  @Override
  public double tolerance(Cell cell) {
    return 0.25;
  }

  @Override
  public double[] simulate(
      ModelTree calibration, Platforms base, PublishedTable table, List<Cell> cells)
      throws FormatException {
    double[] values = new double[cells.size()];
    for (int i = 0; i < values.length; i++) {
      Row row = cells.get(i).row();
      ExitBench bench = new ExitBench(calibration.reader(), ps(row, "hvc"), ps(row, "eoi"));
      values[i] =
          switch (cells.get(i).column()) {
                case "hvc" -> bench.hvc();
                case "eoi" -> bench.eoi();
                case "mmio_read_vgic" -> bench.vgicRead();
                default -> bench.userRead();
              }
              / PS_PER_NS;
    }
    return values;
  }

  private static long ps(Row row, String column) throws FormatException {
    if (row.value(column).isEmpty()) {
      throw row.wrong(column, "a machine's exits follow from its hvc and eoi: expected a number");
    }
    return Math.round(row.value(column).getAsDouble() * PS_PER_NS);
  }
}
