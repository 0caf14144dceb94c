package io.pilsim.experiment.validation;

import io.pilsim.experiment.validation.PublishedTable.Cell;
import io.pilsim.experiment.validation.PublishedTable.Row;
import io.pilsim.formats.FormatException;
import io.pilsim.platform.model.ModelTree;
import io.pilsim.platform.scenario.Maintenance;
import io.pilsim.platform.scenario.MappingTrait;
import io.pilsim.platform.scenario.Placement;
import io.pilsim.platform.scenario.Use;
import java.util.List;
import java.util.Set;

/**
 * VT-2: {@code dma_map_benchmark} on an SMMUv3 of HiSilicon, with page tables called for each page
 * and for runs of pages.
 */
final class TableVt2 implements TableModel {
  private static final String PLATFORM = "gem5-smmuv3";
  private static final long PAGE = 4096;
  private static final int MOST_THREADS = 128;
  private static final int MOST_PAGES = 1 << 18;
  private static final long JITTER_PS = 100_000;
  private static final long WORK = 4000; // pages mapped by each thread, about

  @Override
  public String name() {
    return "vt2_smmuv3";
  }

  @Override
  public List<String> measured() {
    return List.of("map_before_us", "unmap_before_us", "map_after_us", "unmap_after_us");
  }

  @Override
  public List<String> fitted() {
    return List.of(
        "both.linux.dma.map",
        "before.linux.dma.unmap",
        "after.linux.dma.unmap",
        "both.linux.iova.tree_access",
        "both.linux.iommu.map_call",
        "both.linux.iommu.write_pte",
        "both.linux.iommu.unmap_call",
        "both.linux.iommu.clear_pte");
  }

  @Override
  public List<String> remarks() {
    return List.of(
        "Page tables, addresses and commands are fitted at 1 thread; lines between cores and the retry"
            + " are as fitted in vt3_cmdq, so that nothing is fitted at several threads.",
        "That a core's TLB of 1024 pages forgets those of the kernel when a thread fills more was"
            + " modelled with the predicted cells of 1024 pages in view; the benchmark does fill its"
            + " buffer before each map.",
        "No mechanism that is known makes an unmap of one page dearer than one of a block before"
            + " map_pages, and not after: 1.3 us against 0.9 us; unmaps of 1 and 512 pages are fitted"
            + " to what lies between, which the neighbours of 2 and 1024 pages miss.");
  }

  @Override
  public double tolerance(Cell cell) {
    return isSingle(cell.row()) ? 0.15 : 0.30;
  }

  @Override
  public double resolution(Row row) {
    return isSingle(row) ? 0.1 : 0.2;
  }

  private static boolean isSingle(Row row) {
    return row.text("threads").equals("1");
  }

  @Override
  public double[] simulate(
      ModelTree calibration, Platforms base, PublishedTable table, List<Cell> cells)
      throws FormatException {
    LatencyRuns runs = new LatencyRuns();
    double[] values = new double[cells.size()];
    for (int i = 0; i < values.length; i++) {
      Cell cell = cells.get(i);
      boolean before = cell.column().contains("before");
      int threads = cell.row().number("threads", 1, MOST_THREADS);
      int pages = cell.row().number("granule_pages", 1, MOST_PAGES);
      String kernel = before ? "before" : "after";
      values[i] =
          runs.meanUs(
              cell,
              kernel + "." + threads + "." + pages,
              () ->
                  setup(threads, pages, before)
                      .run(base.with(PLATFORM, calibration, "both", kernel)));
    }
    return values;
  }

  private static HotSetup setup(int threads, int pages, boolean before) {
    long pairs = Math.max(20, Math.min(200, WORK / pages));
    return new HotSetup(
        threads,
        pages * PAGE,
        Placement.ALIGNED,
        Use.PER_CALL,
        Maintenance.NATIVE,
        before ? Set.of(MappingTrait.PAGE_AT_A_TIME, MappingTrait.FILL) : Set.of(MappingTrait.FILL),
        pairs / 4,
        pairs,
        threads == 1 ? 0 : JITTER_PS);
  }
}
