package io.pilsim.experiment.validation;

import io.pilsim.experiment.validation.PublishedTable.Cell;
import io.pilsim.formats.FormatException;
import io.pilsim.platform.model.ModelTree;
import io.pilsim.platform.scenario.Maintenance;
import io.pilsim.platform.scenario.MappingTrait;
import io.pilsim.platform.scenario.Placement;
import io.pilsim.platform.scenario.Use;
import java.util.List;
import java.util.Set;

/**
 * VT-1: Qualcomm SM8150, an MMU-500; scattered pages mapped by {@code iommu_map_sg} and unmapped
 * again, before and after removed tables are answered by one TLBIASID.
 */
final class TableVt1 implements TableModel {
  private static final String PLATFORM = "generic-smmu500";
  private static final long SMALL = 64 * 1024;
  private static final long PAIRS = 10;

  @Override
  public String name() {
    return "vt1_sm8150";
  }

  @Override
  public List<String> measured() {
    return List.of("map_before_us", "unmap_before_us", "map_after_us", "unmap_after_us");
  }

  @Override
  public List<String> fitted() {
    return List.of(
        "before.linux.dma.map",
        "before.linux.iommu.map_call",
        "after.linux.dma.map",
        "after.linux.iommu.map_call",
        "both.linux.iommu.clear_pte",
        "both.cpu.mmio_write",
        "both.linux.dma.flush_context");
  }

  @Override
  public double tolerance(Cell cell) {
    return Long.parseLong(cell.row().text("size_bytes")) <= SMALL ? 0.15 : 0.10;
  }

  @Override
  public double[] simulate(
      ModelTree calibration, Platforms base, PublishedTable table, List<Cell> cells)
      throws FormatException {
    LatencyRuns runs = new LatencyRuns();
    double[] values = new double[cells.size()];
    for (int i = 0; i < values.length; i++) {
      Cell cell = cells.get(i);
      String kernel = cell.column().contains("before") ? "before" : "after";
      long bytes = cell.row().number("size_bytes");
      if (bytes < 4096 || bytes % 4096 != 0 || bytes > 1L << 30) {
        throw cell.row().wrong("size_bytes", "expected whole pages up to 1 GiB: " + bytes);
      }
      values[i] =
          runs.meanUs(
              cell,
              kernel + bytes,
              () -> setup(bytes, kernel).run(model(calibration, base, kernel)));
    }
    return values;
  }

  /** {@code iommu_unmap} enters the kernel's IOMMU layer as {@code iommu_map_sg} does. */
  private static ModelTree model(ModelTree calibration, Platforms base, String kernel) {
    ModelTree tree = base.with(PLATFORM, calibration, "both", kernel);
    String call = tree.platform() + ".linux.dma.";
    return tree.with(
        call + "unmap",
        tree.leaf(call + "map").orElseThrow().values(),
        tree.leaf(call + "map").orElseThrow().origin());
  }

  private static HotSetup setup(long bytes, String kernel) {
    return new HotSetup(
        1,
        bytes,
        Placement.SCATTERED,
        Use.OWN_DOMAIN,
        Maintenance.NATIVE,
        kernel.equals("after")
            ? Set.of(MappingTrait.PAGE_AT_A_TIME, MappingTrait.WALK_BY_CONTEXT)
            : Set.of(MappingTrait.PAGE_AT_A_TIME),
        1,
        PAIRS,
        0);
  }
}
