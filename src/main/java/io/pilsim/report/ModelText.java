package io.pilsim.report;

import io.pilsim.formats.json.JsonWriter;
import io.pilsim.platform.model.Basis;
import io.pilsim.platform.model.Leaf;
import io.pilsim.platform.model.ModelFiles;
import io.pilsim.platform.model.ModelTree;
import io.pilsim.platform.model.Quantity;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Platforms, and one platform's numbers. */
public final class ModelText {
  private static final int WIDTH = 80;

  private ModelText() {}

  /** One line each, with how well its numbers are known. */
  public static String platforms(ModelFiles models) {
    StringBuilder text = new StringBuilder();
    for (String platform : models.platforms()) {
      ModelTree tree = models.load(platform);
      List<String> counts = new ArrayList<>();
      for (Basis basis : Basis.values()) {
        long count = tree.leaves().stream().filter(leaf -> leaf.basis() == basis).count();
        if (count > 0) {
          counts.add(count + " " + basis.word());
        }
      }
      text.append(String.format(Locale.ROOT, "%-20s %d values: ", platform, tree.leaves().size()))
          .append(String.join(", ", counts))
          .append('\n');
    }
    return text.toString();
  }

  /** Path and value on one line, basis and source below. */
  public static String leaves(List<Leaf> leaves) {
    StringBuilder text = new StringBuilder();
    for (Leaf leaf : leaves) {
      String range = leaf.range().isEmpty() ? "" : "  in " + rangeText(leaf);
      Wrap.lines(leaf.path() + " = " + leaf.valueText() + range, WIDTH, "    ")
          .forEach(line -> text.append(line).append('\n'));
      Wrap.lines("    " + leaf.basis().word() + ": " + leaf.source(), WIDTH, "    ")
          .forEach(line -> text.append(line).append('\n'));
    }
    return text.toString();
  }

  private static String rangeText(Leaf leaf) {
    return "[" + String.join(", ", leaf.range().stream().map(Quantity::text).toList()) + "]";
  }

  public static String csv(List<Leaf> leaves) {
    return listing(leaves).csv();
  }

  public static String markdown(List<Leaf> leaves) {
    return listing(leaves).markdown();
  }

  private static Listing listing(List<Leaf> leaves) {
    Listing listing = new Listing(List.of("path", "value", "basis", "range", "source"));
    for (Leaf leaf : leaves) {
      listing.add(
          List.of(
              leaf.path(),
              leaf.valueText(),
              leaf.basis().word(),
              leaf.range().isEmpty() ? "" : rangeText(leaf),
              leaf.source()));
    }
    return listing;
  }

  public static String json(List<Leaf> leaves) {
    StringWriter out = new StringWriter();
    try (JsonWriter json = new JsonWriter(out)) {
      json.beginArray();
      for (Leaf leaf : leaves) {
        json.inRow()
            .beginObject()
            .member("path", leaf.path())
            .member("value", leaf.valueText())
            .member("basis", leaf.basis().word());
        if (!leaf.range().isEmpty()) {
          json.name("range").beginArray();
          leaf.range().forEach(end -> json.value(end.text()));
          json.endArray();
        }
        json.member("source", leaf.source()).endObject();
      }
      json.endArray();
    }
    return out.toString();
  }
}
