package io.pilsim.experiment.validation;

import io.pilsim.experiment.validation.PublishedTable.Cell;
import io.pilsim.experiment.validation.PublishedTable.Row;
import io.pilsim.formats.FormatException;
import io.pilsim.platform.StorageBench;
import io.pilsim.platform.model.Dimension;
import io.pilsim.platform.model.Leaf;
import io.pilsim.platform.model.ModelReader;
import io.pilsim.platform.model.ModelTree;
import io.pilsim.platform.model.Origin;
import io.pilsim.platform.model.Quantity;
import io.pilsim.platform.scenario.InvalidationMode;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * VT-8: reads of an eMMC by one CPU of an SC7180. What software does is as long as it is on the
 * SM8150 of VT-1, at the speed that the CPU effectively has: one at its maximum, one under the
 * governor.
 */
final class TableVt8 implements TableModel {
  private static final String PLATFORM = "generic-smmu500";
  private static final double PER_MB = 1e6;
  private static final double GAP = 0.30;
  private static final double RESOLUTION = 2;

  @Override
  public String name() {
    return "vt8_strict_lazy";
  }

  @Override
  public List<String> measured() {
    return List.of("mb_per_s");
  }

  @Override
  public List<String> fitted() {
    return List.of("both.device.bandwidth", "speed.max", "speed.governor");
  }

  @Override
  public Search search() {
    return Search.OF_MACHINES;
  }

  @Override
  public List<String> remarks() {
    return List.of(
        "Costs of software are those of vt1_sm8150, before; what differs between the machines is in"
            + " the effective speeds, and so is all else that a slow CPU does for a read.");
  }

  /** The gap to the device's limit is judged: within 30 % of it, or 2 MB/s. */
  @Override
  public double tolerance(Cell cell) {
    return RESOLUTION / cell.expected();
  }

  @Override
  public double allowance(PublishedTable table, Cell cell) {
    double limit = cell.expected();
    for (Cell each : table.cells(PublishedTable.CALIBRATED)) {
      limit = each.row().text("mode").equals("none") ? each.expected() : limit;
    }
    return GAP * Math.max(0, limit - cell.expected());
  }

  @Override
  public double[] simulate(
      ModelTree calibration, Platforms base, PublishedTable table, List<Cell> cells)
      throws FormatException {
    ModelReader reader = calibration.reader();
    StorageBench.Reads reads =
        new StorageBench.Reads(
            reader.bytes("reads.request"),
            reader.bytes("reads.block"),
            reader.count("reads.blocks"));
    double[] values = new double[cells.size()];
    for (int i = 0; i < values.length; i++) {
      Row row = cells.get(i).row();
      ModelTree model = at(base.with(PLATFORM, calibration, "both"), calibration, row);
      values[i] = StorageBench.run(model, reads, mode(row)) / PER_MB;
    }
    return values;
  }

  private static Optional<InvalidationMode> mode(Row row) throws FormatException {
    return switch (row.text("mode")) {
      case "none" -> Optional.empty();
      case "strict" -> Optional.of(InvalidationMode.STRICT);
      case "lazy" -> Optional.of(InvalidationMode.LAZY);
      default -> throw row.wrong("mode", "expected none, strict or lazy: " + row.text("mode"));
    };
  }

  /** All that a CPU does takes as much longer as it is slower than where it was measured. */
  private ModelTree at(ModelTree model, ModelTree calibration, Row row) throws FormatException {
    String path = name() + ".speed.";
    Leaf speed = calibration.leaf(path + row.text("cpu")).orElse(null);
    if (speed == null || row.text("cpu").equals("reference")) {
      throw row.wrong("cpu", "expected max or governor: " + row.text("cpu"));
    }
    double slower =
        (double) calibration.leaf(path + "reference").orElseThrow().value().amount()
            / speed.value().amount();
    SortedMap<String, Quantity> scaled = new TreeMap<>();
    for (Leaf leaf : model.leaves()) {
      boolean isCost =
          leaf.path()
              .matches(
                  PLATFORM
                      + "\\.(linux\\.(dma|iommu|iova)\\.(?!.*(timeout|delay)).*|cpu\\.mmio_.*)");
      if (isCost && leaf.value().dimension() == Dimension.DURATION) {
        long ps = Math.round(leaf.value().amount() * slower);
        scaled.put(leaf.path(), Quantity.of(Dimension.DURATION, ps));
      }
    }
    return model.with(scaled, Origin.of("vt8_strict_lazy"));
  }
}
