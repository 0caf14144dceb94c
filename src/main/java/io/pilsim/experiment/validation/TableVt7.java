package io.pilsim.experiment.validation;

import io.pilsim.experiment.validation.PublishedTable.Cell;
import io.pilsim.experiment.validation.PublishedTable.Row;
import io.pilsim.formats.FormatException;
import io.pilsim.platform.BootBench;
import io.pilsim.platform.model.Dimension;
import io.pilsim.platform.model.Leaf;
import io.pilsim.platform.model.ModelTree;
import io.pilsim.platform.model.Origin;
import io.pilsim.platform.model.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * VT-7: boots of remote processors in logs. The boots of one machine run together, each from its
 * logged start, through the whole flow under a hypervisor; their firmware calls queue at the SCM
 * mutex. A chip has a rate at which TrustZone hashes, and a time that a processor needs from reset
 * to ready.
 */
final class TableVt7 implements TableModel {
  private static final String PLATFORM = "sa8775p";
  private static final long PAGE = 4096;
  private static final double PS_PER_MS = 1e9;
  private static final double PS_PER_S = 1e12;

  private final BootBench bench = new BootBench();

  @Override
  public String name() {
    return "vt7_boot";
  }

  @Override
  public List<String> measured() {
    return List.of("ms");
  }

  @Override
  public List<String> fitted() {
    return List.of("x1e80100.platform.tz.auth.hash_bandwidth", "x1e80100.dsp.ready");
  }

  @Override
  public Search search() {
    return Search.OF_MACHINES;
  }

  @Override
  public List<String> remarks() {
    return List.of(
        "Chips that no cell is fitted for have the hash rate and the time to ready that sa8775p"
            + " assumes: their boots are no predictions of a calibrated model.",
        "The second image of X1E processors is not run by itself: its firmware calls are within the"
            + " fitted time from reset to ready.",
        "Only the size of an image is in the logs: what is filled with zeros is as in the images of"
            + " SA8775P.");
  }

  @Override
  public double tolerance(Cell cell) {
    return 0.10;
  }

  @Override
  public double[] simulate(
      ModelTree calibration, Platforms base, PublishedTable table, List<Cell> cells)
      throws FormatException {
    SortedMap<String, SortedMap<String, Long>> machines = new TreeMap<>();
    double[] values = new double[cells.size()];
    for (int i = 0; i < values.length; i++) {
      Row row = cells.get(i).row();
      String machine = machine(row);
      if (!machines.containsKey(machine)) {
        machines.put(machine, boots(calibration, base, table, row));
      }
      values[i] = machines.get(machine).get(processor(row)) / PS_PER_MS;
    }
    return values;
  }

  private static String machine(Row row) {
    return row.text("soc") + " " + row.text("machine");
  }

  /** All boots of a row's machine, whatever the role of their cells. */
  private SortedMap<String, Long> boots(
      ModelTree calibration, Platforms base, PublishedTable table, Row of) throws FormatException {
    String soc = of.text("soc").toLowerCase(Locale.ROOT);
    ModelTree model = base.with(PLATFORM, calibration, soc + ".platform");
    List<String> names = new ArrayList<>();
    List<Double> starts = new ArrayList<>();
    for (Row row : table.rows()) {
      if (machine(row).equals(machine(of))) {
        String name = processor(row);
        if (names.contains(name)) {
          throw row.wrong("dsp", "boots twice on this machine, expected one row for each");
        }
        names.add(name);
        starts.add(row.real("start_s"));
        model = withImage(model, name, row);
        model = withReady(model, name, calibration, soc);
      }
    }
    double first = starts.stream().min(Double::compare).orElseThrow();
    List<Long> startsPs =
        starts.stream().map(each -> Math.round((each - first) * PS_PER_S)).toList();
    List<Long> tookPs = bench.run(model, names, startsPs);
    SortedMap<String, Long> took = new TreeMap<>();
    for (int i = 0; i < names.size(); i++) {
      took.put(names.get(i), tookPs.get(i));
    }
    return took;
  }

  private static ModelTree withImage(ModelTree model, String processor, Row row)
      throws FormatException {
    String image = PLATFORM + ".remoteprocs." + processor + ".image.";
    long memory = model.leaf(image + "memory").orElseThrow().value().amount();
    long largest = model.leaf(image + "largest").orElseThrow().value().amount();
    long loads = model.leaf(image + "loads").orElseThrow().value().amount();
    long filled = row.number("image_bytes") & -PAGE;
    if (filled < loads * PAGE || filled > memory - PAGE) {
      throw row.wrong(
          "image_bytes", "expected " + (loads + 1) * PAGE + " to " + memory + ": " + filled);
    }
    SortedMap<String, Quantity> shape = new TreeMap<>();
    shape.put(image + "filled", Quantity.of(Dimension.BYTES, filled));
    shape.put(image + "largest", Quantity.of(Dimension.BYTES, Math.min(largest, memory - filled)));
    return model.with(shape, Origin.of("vt7_boot.csv"));
  }

  private static ModelTree withReady(
      ModelTree model, String processor, ModelTree calibration, String soc) {
    Leaf ready = calibration.leaf("vt7_boot." + soc + ".dsp.ready").orElse(null);
    return ready == null
        ? model
        : model.with(
            PLATFORM + ".remoteprocs." + processor + ".dsp.ready", ready.value(), ready.origin());
  }

  private static String processor(Row row) throws FormatException {
    return switch (row.text("dsp")) {
      case "adsp" -> "adsp";
      case "cdsp" -> "cdsp0";
      case "cdsp0", "cdsp1", "gpdsp0", "gpdsp1" -> row.text("dsp");
      default ->
          throw row.wrong(
              "dsp", "no processor like it is modelled, expected adsp, cdsp, cdsp1 or gpdsp0");
    };
  }
}
