package io.pilsim.cli;

import io.pilsim.platform.model.Dimension;
import io.pilsim.platform.scenario.Flow;
import io.pilsim.platform.scenario.Key;
import io.pilsim.platform.scenario.MetricNames;
import io.pilsim.platform.scenario.MetricTable;
import io.pilsim.platform.scenario.ScenarioKeys;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The pages that follow from what the program knows of itself. */
final class ReferencePages {
  private static final String MADE =
      "\n<!-- Made from the program by ReferencePagesTest: change the program, not this page. -->\n";

  /** By their status. */
  private static final Map<Integer, String> STATUSES = new LinkedHashMap<>();

  static {
    STATUSES.put(ExitStatus.OK, "done, and every expectation is met");
    STATUSES.put(
        ExitStatus.EXPECTATION_FAILED,
        "an expectation or a gate failed, a cell missed its tolerance, a trial of a sweep failed");
    STATUSES.put(
        ExitStatus.BAD_INPUT,
        "bad usage or bad input, a line for each mistake; an output that cannot be written");
    STATUSES.put(ExitStatus.NOT_COMPARABLE, "a baseline is missing or not comparable");
    STATUSES.put(ExitStatus.INCONCLUSIVE, "chance leaves a gate open");
    STATUSES.put(ExitStatus.FAULT, "a fault of pilsim itself, with a line to report");
    STATUSES.put(130, "interrupted (SIGINT); what was finished is kept");
    STATUSES.put(143, "terminated (SIGTERM); the same");
  }

  private ReferencePages() {}

  static Set<Integer> statuses() {
    return STATUSES.keySet();
  }

  static String commands() {
    StringBuilder page = new StringBuilder("# Reference: commands and exit statuses\n" + MADE);
    page.append("\n| status | |\n|---:|---|\n");
    STATUSES.forEach((status, meaning) -> page.append("| " + status + " | " + meaning + " |\n"));
    page.append(
        """

        Outputs are looked at before anything runs: what cannot be written ends the program then. They appear under their
        names when they are complete; files that belong together appear together, `result.json` last. A file under way is called
        `.pilsim-*.part`, and stays behind only when the program is killed with SIGKILL. A pipe or a device as output
        is written to as it is. Who reads standard output and leaves, as `| head` does, changes
        neither files nor status; a standard output that cannot be written for another reason, such as a full disk, is status 2.

        Bash and zsh complete commands and options after

            source <(./pilsim completion)
        """);
    CommandLine top = PilsimCommand.tree(ShownCommands.console(System.out), "");
    top.getSubcommands().forEach((name, command) -> usage(page, name, command, "##"));
    return page.toString();
  }

  private static void usage(StringBuilder page, String name, CommandLine command, String level) {
    command.setUsageHelpLongOptionsMaxWidth(28);
    page.append("\n" + level + " " + name + "\n\n```text\n");
    page.append(command.getUsageMessage(Ansi.OFF).stripTrailing()).append("\n```\n");
    if (level.length() < 3) {
      command
          .getSubcommands()
          .forEach((below, each) -> usage(page, name + " " + below, each, level + "#"));
    }
  }

  static String scenario() {
    StringBuilder page = new StringBuilder("# Reference: keys of a scenario\n" + MADE);
    page.append(
        """

        Any of them can be set with `--set KEY=VALUE`, and any leaf of the platform as `PLATFORM.PATH=VALUE`. `*` stands for a name of
        your own. What is printed **bold** no scenario of these flows can do without. Beside them a scenario has

        | key | |
        |---|---|
        | `variants` | each a name and the leaves that it changes; all meet the same chances |
        | `expect` | a list of `[VARIANT:] METRIC[.STATISTIC] OP VALUE`, such as `boot.all.total_time.p99 < 100 ms` |
        | `gate` | a list of budgets for `pilsim gate`: `metric`, `better`, `max_change`, `variant` |

        | key | takes | default | flows | |
        |---|---|---|---|---|
        """);
    for (Key key : ScenarioKeys.leaves()) {
      boolean needed = key.requiredBy().containsAll(key.flows());
      String name = "`" + key.path() + "`";
      page.append("| " + (needed ? "**" + name + "**" : name) + " | " + takes(key) + " | ");
      page.append(key.standard().map(value -> "`" + value + "`").orElse("") + " | ");
      String also = needed || key.requiredBy().isEmpty() ? "" : needed(key);
      page.append(flows(key.flows()) + " | " + key.meaning().replace("|", "\\|") + also + " |\n");
    }
    return page.toString();
  }

  private static String takes(Key key) {
    String one =
        switch (key.kind()) {
          case TEXT -> "a word";
          case CHOICE -> "`" + String.join("`, `", key.choices()) + "`";
          case FILE -> "a file";
          case COUNT -> Dimension.COUNT.expected();
          case QUANTITY -> key.dimension().orElseThrow().expected();
          case DURATION -> Dimension.DURATION.expected();
          case WARMUP -> "a duration, or `auto`";
          case PRECISION -> "such as `ci95 < 1 %`";
          case FAULT -> "a fault";
          case OPERATION -> "an operation";
        };
    return key.many() ? "a list: " + one : one;
  }

  private static String needed(Key key) {
    return "; needed for " + flows(key.requiredBy());
  }

  private static String flows(Set<Flow> flows) {
    List<Flow> all = List.of(Flow.values());
    if (flows.containsAll(all)) {
      return "all";
    }
    return String.join(", ", all.stream().filter(flows::contains).map(Flow::word).toList());
  }

  static String metrics() {
    StringBuilder page = new StringBuilder("# Reference: metrics\n" + MADE);
    page.append(
        """

        What a result can hold, and an expectation, a gate or `--metric` can name; which of them one does hold follows from its
        flow and platform. `D` is a remote processor or `all`, `M` a bus master, `K` a number, `N` any name; of words in
        braces each makes a metric, and they are explained in that order. Of many samples or replications, `.mean`
        is meant unless `.min`, `.p50`, `.p90`, `.p99` or `.max` follows. A gate may also name `simulator.events`.

        | metric | unit | |
        |---|---|---|
        """);
    for (MetricTable.Row row : MetricTable.rows()) {
      String pattern = row.pattern().replace(",", ", ");
      page.append("| `" + pattern + "` | " + unit(row) + " | " + row.meaning() + " |\n");
    }
    page.append("\nStages, in their order:\n\n");
    for (String flow : List.of("boot", "shutdown", "recovery")) {
      List<String> stages = MetricNames.stagesOf(flow + ".");
      page.append("- `" + flow + "`: `" + String.join("`, `", stages) + "`\n");
    }
    return page.toString();
  }

  private static String unit(MetricTable.Row row) {
    boolean rate = Arrays.asList(row.pattern().split("[{,}]", -1)).contains("rate");
    return switch (row.dimension()) {
      case DURATION -> "ns";
      case BYTES -> "bytes";
      case BANDWIDTH -> "bytes/s";
      case FRACTION -> "of 1";
      case COUNT -> rate ? "count, rates 1/s" : "count";
      case CYCLES, FREQUENCY, ADDRESS, FLAG, WORD ->
          throw new IllegalArgumentException(row.pattern());
    };
  }
}
