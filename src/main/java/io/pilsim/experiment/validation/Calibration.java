package io.pilsim.experiment.validation;

import io.pilsim.platform.model.Dimension;
import io.pilsim.platform.model.Leaf;
import io.pilsim.platform.model.ModelFiles;
import io.pilsim.platform.model.ModelTree;
import io.pilsim.platform.model.Origin;
import io.pilsim.platform.model.Quantity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The leaves that a table's measurements are predicted with: a file in {@code calibration/}. */
final class Calibration {
  private final String table;
  private final ModelTree tree;

  private Calibration(String table, ModelTree tree) {
    this.table = table;
    this.tree = tree;
  }

  static Calibration load(Path modelDir, String table) {
    return new Calibration(
        table,
        ModelFiles.loadFile(table, modelDir.resolve("calibration").resolve(table + ".yaml")));
  }

  ModelTree tree() {
    return tree;
  }

  /** In the leaf's own unit: picoseconds, or a count. */
  long amount(String path) {
    return tree.leaf(table + "." + path).orElseThrow().value().amount();
  }

  /** With other amounts in the leaves' own units. */
  Calibration with(List<String> paths, long[] amounts) {
    ModelTree changed = tree;
    for (int i = 0; i < amounts.length; i++) {
      String path = table + "." + paths.get(i);
      Dimension dimension = tree.leaf(path).orElseThrow().value().dimension();
      Quantity value = Quantity.of(dimension, amounts[i]);
      changed = changed.with(path, value, Origin.of("--calibrate"));
    }
    return new Calibration(table, changed);
  }

  /** The file as it is written. */
  String text(List<String> remarks) {
    StringBuilder out = new StringBuilder();
    out.append("# Calibration of ")
        .append(table)
        .append(". Leaves of basis derived are fitted by\n");
    out.append("# pilsim validate ").append(table).append(" --calibrate\n");
    remarks.forEach(remark -> out.append("# ").append(remark).append('\n'));
    Map<String, Leaf> leaves = new TreeMap<>();
    tree.leaves().forEach(leaf -> leaves.put(leaf.path().substring(table.length() + 1), leaf));
    List<String> open = new ArrayList<>();
    for (Map.Entry<String, Leaf> each : leaves.entrySet()) {
      List<String> steps = List.of(each.getKey().split("\\.", -1));
      int same = 0;
      while (same < open.size()
          && same < steps.size() - 1
          && open.get(same).equals(steps.get(same))) {
        same++;
      }
      for (int depth = same; depth < steps.size() - 1; depth++) {
        out.append("  ".repeat(depth)).append(steps.get(depth)).append(":\n");
      }
      open = steps.subList(0, steps.size() - 1);
      out.append("  ".repeat(steps.size() - 1)).append(steps.get(steps.size() - 1)).append(": ");
      out.append(leaf(each.getValue())).append('\n');
    }
    return out.toString();
  }

  private static String leaf(Leaf leaf) {
    StringBuilder out = new StringBuilder("{value: ").append(leaf.valueText());
    out.append(", basis: ").append(leaf.basis().name().toLowerCase(Locale.ROOT));
    if (!leaf.range().isEmpty()) {
      out.append(", range: [");
      List<String> ends = leaf.range().stream().map(Quantity::text).toList();
      out.append(String.join(", ", ends)).append(']');
    }
    return out.append(", source: \"").append(leaf.source()).append("\"}").toString();
  }
}
