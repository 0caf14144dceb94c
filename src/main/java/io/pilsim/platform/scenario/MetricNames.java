package io.pilsim.platform.scenario;

import io.pilsim.flow.FlowStages;
import io.pilsim.platform.model.Dimension;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The metrics that a workload can yield, so that a mistyped one is found before anything runs: the
 * rows of {@link MetricTable}, with the names of the workload.
 */
public final class MetricNames {
  /** What a gate alone may name: how many events the simulator fired for a variant. */
  public static final String SIMULATOR_EVENTS = "simulator.events";

  private static final Set<String> FLOWS = Set.of("boot", "shutdown", "recovery", "lifecycle");

  /** One row of the table, with one template per alternative of its braces. */
  private record Row(Dimension dimension, List<String> templates) {}

  private final List<Row> rows = new ArrayList<>();
  private final Set<String> remoteprocs;
  private final Set<String> masters;

  /**
   * @param flows words of the flows that may run; empty when unknown
   * @param remoteprocs those of the workload; empty when unknown, and then any name will do
   * @param masters the same of bus masters
   */
  MetricNames(Set<String> flows, Set<String> remoteprocs, Set<String> masters) {
    this.remoteprocs = Set.copyOf(remoteprocs);
    this.masters = Collections.unmodifiableSet(new TreeSet<>(masters));
    for (MetricTable.Row row : MetricTable.rows()) {
      String first = row.pattern().substring(0, row.pattern().indexOf('.'));
      boolean otherFlow = FLOWS.contains(first) && !flows.isEmpty() && !flows.contains(first);
      if (!otherFlow) {
        rows.add(new Row(row.dimension(), alternatives(row.pattern())));
      }
    }
  }

  /** The stages of a flow, in their order; they sum to its total. */
  public static List<String> stagesOf(String metric) {
    return Arrays.stream(FlowStages.values())
        .filter(each -> metric.startsWith(each.routine() + "."))
        .findFirst()
        .map(FlowStages::steps)
        .orElse(List.of());
  }

  public MetricNames(Workload workload) {
    this(
        Set.of(workload.flow().word()),
        new LinkedHashSet<>(workload.remoteprocs()),
        new LinkedHashSet<>(workload.masterNames()));
  }

  /** What a metric measures; empty when the workload yields no such metric. */
  public Optional<Dimension> dimension(String metric) {
    for (Row row : rows) {
      for (String template : row.templates) {
        if (matches(template, metric)) {
          return Optional.of(row.dimension);
        }
      }
    }
    return Optional.empty();
  }

  private boolean matches(String template, String metric) {
    int t = 0;
    int m = 0;
    while (t <= template.length() && m <= metric.length()) {
      String step = step(template, t);
      String name = step(metric, m);
      if (!stepMatches(step, name, metric)) {
        return false;
      }
      t += step.length() + 1;
      m += name.length() + 1;
    }
    return t > template.length() && m > metric.length();
  }

  private static String step(String path, int from) {
    int end = path.indexOf('.', from);
    return path.substring(from, end < 0 ? path.length() : end);
  }

  private boolean stepMatches(String step, String name, String metric) {
    return switch (step) {
      case "D" -> remoteprocs.isEmpty() || remoteprocs.contains(name) || name.equals("all");
      case "S" -> stagesOf(metric).contains(name);
      case "M" -> masters.isEmpty() || masters.contains(name);
      case "N" -> !name.isEmpty();
      default -> step.endsWith("K") ? isNumbered(step, name) : step.equals(name);
    };
  }

  private static boolean isNumbered(String step, String name) {
    String stem = step.substring(0, step.length() - 1);
    return name.startsWith(stem)
        && name.length() > stem.length()
        && name.substring(stem.length()).chars().allMatch(Character::isDigit);
  }

  /** A name of every sort, for suggestions. */
  public List<String> samples() {
    List<String> samples = new ArrayList<>();
    Set<String> devices = new LinkedHashSet<>(new TreeSet<>(remoteprocs));
    devices.add("all");
    for (Row row : rows) {
      for (String template : row.templates) {
        for (String device : template.contains(".D.") ? devices : Set.of("")) {
          for (String stage : template.endsWith(".S") ? stagesOf(template) : List.of("S")) {
            samples.add(sample(template, device, stage));
          }
        }
      }
    }
    return samples;
  }

  private String sample(String template, String device, String stage) {
    String master = masters.isEmpty() ? "master" : masters.iterator().next();
    String name =
        template
            .replace(".D.", "." + device + ".")
            .replace(".M.", "." + master + ".")
            .replace(".N.", ".adsp.");
    String numbered = name.replace("K.", "0.");
    return numbered.endsWith(".S")
        ? numbered.substring(0, numbered.length() - 1) + stage
        : numbered;
  }

  /** One name per alternative of the braces at its end. */
  private static List<String> alternatives(String pattern) {
    int open = pattern.lastIndexOf('{');
    if (open < 0) {
      return List.of(pattern);
    }
    List<String> all = new ArrayList<>();
    String inner = pattern.substring(open + 1, pattern.length() - 1);
    for (int from = 0; from <= inner.length(); ) {
      int comma = inner.indexOf(',', from);
      int end = comma < 0 ? inner.length() : comma;
      all.add(pattern.substring(0, open) + inner.substring(from, end));
      from = end + 1;
    }
    return all;
  }
}
