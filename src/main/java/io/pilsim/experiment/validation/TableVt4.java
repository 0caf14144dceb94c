package io.pilsim.experiment.validation;

import io.pilsim.experiment.validation.PublishedTable.Cell;
import io.pilsim.formats.FormatException;
import io.pilsim.platform.Metric;
import io.pilsim.platform.ReceiveBench;
import io.pilsim.platform.ReceiveTraffic;
import io.pilsim.platform.model.ModelTree;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * VT-4: flows received at up to 100 Gb/s through an IOMMU with strict invalidation. Misses of the
 * IOTLB and of the caches of tables are counted in the run, and its throughput is what they leave.
 * Levels are called 1 to 3 there; here they are 0 to 2.
 */
final class TableVt4 implements TableModel {
  private static final String IOTLB = "iommu.smmu.tcu.macro_tlb.entries";
  private static final String TABLES = "iommu.smmu.tcu.walk_cache.entries";
  private static final int MOST_FLOWS = 4096;
  private static final long WARM_UP = 20_000;
  private static final long PAGES = 20_000;
  private static final double PAGE_BITS = 8 * 4096;

  @Override
  public String name() {
    return "vt4_fs";
  }

  @Override
  public List<String> measured() {
    return List.of("iotlb_misses", "l1_misses", "l2_misses", "l3_misses", "gbps");
  }

  @Override
  public List<String> fitted() {
    return List.of(IOTLB, TABLES);
  }

  /** Powers of two; of the caches of tables, what the authors think likely comes first. */
  @Override
  public SortedMap<String, List<Long>> sizes() {
    SortedMap<String, List<Long>> sizes = new TreeMap<>();
    sizes.put(IOTLB, List.of(512L, 256L, 128L, 64L, 32L, 16L, 8L, 4L));
    sizes.put(TABLES, List.of(64L, 128L, 32L, 16L, 8L, 4L));
    return sizes;
  }

  @Override
  public List<String> remarks() {
    return List.of(
        "The costs of software were set to nothing after a first run in which the"
            + " device starved, with the predicted cells in view.",
        "Polls, refills by two descriptors, rings of twice the packets, 32 channels"
            + " and ageing addresses were built from the paper and its kernel with all"
            + " cells of this row in view, and of others only what the text says of 40"
            + " flows; none of their numbers is fitted.",
        "That an invalidation does not wait for walks is VT-d's description of"
            + " draining; it was looked up when L1 and L2 had been seen to miss too often.",
        "How long the machine has been up is not published: so long that twice as"
            + " long changes little. Then third-level misses come from invalidation, and"
            + " no cache of 64 or more tables makes a difference.");
  }

  @Override
  public double tolerance(Cell cell) {
    return cell.column().equals("gbps") ? 0.10 : 0.15;
  }

  @Override
  public double[] simulate(
      ModelTree calibration, Platforms base, PublishedTable table, List<Cell> cells)
      throws FormatException {
    ModelTree model = base.with("generic-smmu500", calibration, "iommu");
    SortedMap<Integer, List<Metric>> runs = new TreeMap<>();
    double[] values = new double[cells.size()];
    for (int i = 0; i < values.length; i++) {
      int flows = cells.get(i).row().number("flows", 1, MOST_FLOWS);
      List<Metric> metrics = runs.get(flows);
      if (metrics == null) {
        ReceiveTraffic traffic = ReceiveTraffic.read(calibration.reader().below("receive"), flows);
        metrics = ReceiveBench.run(model, traffic, WARM_UP, PAGES);
        runs.put(flows, metrics);
      }
      values[i] = value(metrics, cells.get(i).column());
    }
    return values;
  }

  private static double value(List<Metric> metrics, String column) {
    return switch (column) {
      case "iotlb_misses" -> perPage(metrics, "smmu.tcu.tlb.misses");
      case "l1_misses" -> perPage(metrics, "smmu.tcu.walk_cache.s1l0.misses");
      case "l2_misses" -> perPage(metrics, "smmu.tcu.walk_cache.s1l1.misses");
      case "l3_misses" -> perPage(metrics, "smmu.tcu.walk_cache.s1l2.misses");
      default -> PAGE_BITS / (HotSetup.meanUs(metrics, "nic.page_time") * 1e3);
    };
  }

  private static double perPage(List<Metric> metrics, String path) {
    return HotSetup.value(metrics, path) / PAGES;
  }
}
