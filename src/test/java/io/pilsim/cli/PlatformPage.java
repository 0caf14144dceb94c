package io.pilsim.cli;

import io.pilsim.platform.model.Dimension;
import io.pilsim.platform.model.Leaf;
import io.pilsim.platform.model.ModelFiles;
import io.pilsim.platform.model.Quantity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The reference page of what platforms consist of. */
final class PlatformPage {
  private static final String PROCESSORS = "remoteprocs";

  /** A key, with the platforms that have a value in common. */
  private record Row(Dimension dimension, Map<String, List<String>> platforms) {}

  private final Map<String, Row> rows = new TreeMap<>();

  private PlatformPage() {}

  static String text() {
    PlatformPage page = new PlatformPage();
    ModelFiles models = new ModelFiles(Path.of("model"));
    for (String platform : models.platforms()) {
      Map<String, String> seen = new LinkedHashMap<>();
      models.load(platform).leaves().forEach(leaf -> page.add(platform, leaf, seen));
    }
    return page.page();
  }

  /** Of remote processors the first that has a key stands for all. */
  private void add(String platform, Leaf leaf, Map<String, String> seen) {
    String key = leaf.path().substring(platform.length() + 1);
    if (key.startsWith(PROCESSORS + ".")) {
      int end = key.indexOf('.', PROCESSORS.length() + 1);
      key = PROCESSORS + ".D" + (end < 0 ? "" : key.substring(end));
    }
    if (seen.putIfAbsent(key, leaf.path()) == null) {
      rows.computeIfAbsent(key, any -> new Row(leaf.dimension(), new LinkedHashMap<>()))
          .platforms()
          .computeIfAbsent(value(leaf), any -> new ArrayList<>())
          .add(platform);
    }
  }

  private static String value(Leaf leaf) {
    List<String> range = leaf.range().stream().map(Quantity::text).toList();
    String within = range.isEmpty() ? "" : " [" + String.join(", ", range) + "]";
    return "`" + leaf.valueText() + within + "` " + leaf.basis().word();
  }

  private String page() {
    StringBuilder page =
        new StringBuilder(
            """
            # Reference: keys of a platform

            <!-- Made from model/ by ReferencePagesTest: change that, not this page. -->

            A platform is a folder of `model/`, whose YAML files are one tree; each leaf is `{value, basis, source}`, an assumed one with a
            `range`, which stands in brackets here. `D` is a remote processor, with the values of the first that has the key. Where each value comes
            from: `./pilsim model PLATFORM`. A leaf is set with `--set PLATFORM.KEY=VALUE`.
            """);
    String section = "";
    for (Map.Entry<String, Row> each : rows.entrySet()) {
      String first = each.getKey().replaceFirst("\\..*", "");
      if (!first.equals(section)) {
        section = first;
        page.append("\n## " + section + "\n\n| key | takes | values |\n|---|---|---|\n");
      }
      List<String> values = new ArrayList<>();
      each.getValue()
          .platforms()
          .forEach((value, platforms) -> values.add(value + ": " + String.join(", ", platforms)));
      String takes = each.getValue().dimension().expected();
      page.append("| `" + each.getKey() + "` | " + takes + " | ");
      page.append(String.join("; ", values) + " |\n");
    }
    return page.toString();
  }
}
