package io.pilsim.experiment.validation;

import io.pilsim.experiment.validation.PublishedTable.Cell;
import io.pilsim.formats.FormatException;
import io.pilsim.platform.model.ModelTree;
import io.pilsim.platform.scenario.Maintenance;
import io.pilsim.platform.scenario.Placement;
import io.pilsim.platform.scenario.Use;
import java.util.List;

/**
 * VT-3: one command queue and many CPUs, which reserve entries by compare and exchange, or by an
 * atomic addition. CPUs are taken in the order of their numbers: clusters of four, nodes of 32, as
 * the calibration says.
 */
final class TableVt3 implements TableModel {
  private static final long PAGE = 4096;
  private static final int MOST_CPUS = 256;
  private static final long WARM_UP = 50;
  private static final long PAIRS = 200;
  private static final long JITTER_PS = 300_000;
  private static final double THOUSAND = 1e3;

  @Override
  public String name() {
    return "vt3_cmdq";
  }

  @Override
  public List<String> measured() {
    return List.of("before_kops", "after_kops");
  }

  @Override
  public List<String> fitted() {
    return List.of("both.linux.dma.map");
  }

  @Override
  public List<String> remarks() {
    return List.of(
        "both.cpu.topology.far (130 ns) and both.linux.smmuv3.retry (90 ns) were chosen with the"
            + " predicted cells in view: what depends on them is not a prediction.");
  }

  @Override
  public double tolerance(Cell cell) {
    return 0.20;
  }

  @Override
  public double[] simulate(
      ModelTree calibration, Platforms base, PublishedTable table, List<Cell> cells)
      throws FormatException {
    double[] values = new double[cells.size()];
    for (int i = 0; i < values.length; i++) {
      Cell cell = cells.get(i);
      int cpus = cell.row().number("cpus", 1, MOST_CPUS);
      String kernel = cell.column().startsWith("before") ? "before" : "after";
      HotSetup setup =
          new HotSetup(
              cpus,
              PAGE,
              Placement.ALIGNED,
              Use.PER_CALL,
              Maintenance.NATIVE,
              true,
              false,
              WARM_UP,
              PAIRS,
              JITTER_PS);
      ModelTree model = base.with("gem5-smmuv3", calibration, "both", kernel);
      values[i] = HotSetup.value(setup.run(model), "map.rate") / THOUSAND;
    }
    return values;
  }
}
